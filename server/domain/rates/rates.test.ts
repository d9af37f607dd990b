import { ActorKind, ImportKind, ImportState, Role } from "../../../entities/enums.js";
import { day } from "../../testing/builders.js";
import { csv, openImportDesk, outcome, problems, type ImportDesk } from "../../testing/importDesk.js";
import { runDetection } from "../detection/runDetection.js";
import { enterRate } from "./enterRate.js";
import { missingRates } from "./knownRates.js";

let desk: ImportDesk;
beforeEach(async () => void (desk = await openImportDesk()));
afterEach(() => desk.close());

const kept = () => desk.rows(`SELECT day, base, quote, trim_scale(rate)::text AS rate, source FROM fx_rates ORDER BY quote, day`);
const entries = () => desk.rows(`SELECT l.subject_number AS pair, p.payload FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id WHERE l.type = 'rates.changed' ORDER BY l.id`);
const missing = () => missingRates((sql, parameters) => desk.rows(sql, parameters), desk.ctx.today());
const somebody = (...roles: Role[]) => desk.ctx.as({ kind: ActorKind.USER, userId: "019ab000-0000-7000-8000-000000000001", name: "Ida Solberg", roles, teams: [], regions: [] });

describe("a file of rates", () => {
  const file = (...rows: string[]) => csv("day,currency,rate,source", ...rows);

  test("adds, corrects and leaves alone, with one entry for each pair that changed", async () => {
    expect(outcome(await desk.bring(ImportKind.RATES, file(`${day(-2)},USD,1.0945,ECB`, `${day(-1)},USD,1.094,ECB`, `${day(-1)},SEK,11.2,ECB`)))).toBe("3 3 0 0 0 0");
    expect(outcome(await desk.bring(ImportKind.RATES, file(`${day(-2)},USD,1.0945,ECB`, `${day(-1)},USD,1.095,ECB`)))).toBe("2 0 1 1 0 0");
    expect(await kept()).toEqual([
      { day: day(-1), base: "EUR", quote: "SEK", rate: "11.2", source: "ECB" },
      { day: day(-2), base: "EUR", quote: "USD", rate: "1.0945", source: "ECB" }, { day: day(-1), base: "EUR", quote: "USD", rate: "1.095", source: "ECB" },
    ]);
    expect(await entries()).toMatchObject([
      { pair: "EUR/SEK", payload: { before: {}, after: { [day(-1)]: 11.2 }, source: "ECB" } },
      { pair: "EUR/USD", payload: { before: {}, after: { [day(-2)]: 1.0945, [day(-1)]: 1.094 } } },
      { pair: "EUR/USD", payload: { before: { [day(-1)]: 1.094 }, after: { [day(-1)]: 1.095 } } },
    ]);
  });

  test("refuses what can't be a rate, row by row, and a preview keeps none", async () => {
    await desk.given.rate("EUR", "JPY", 162, day(-5));
    const rows = [
      `${day(1)},USD,1.09,ECB`, `${day(-1)},EUR,1.09,ECB`, `${day(-1)},USD,0,ECB`, `${day(-1)},USD,"1,094",ECB`, `${day(-1)},JPY,0.00617,ECB`,
      `${day(-1)},GBP,0.86,ECB`, `${day(-1)},GBP,0.87,ECB`,
    ];
    const report = await desk.bring(ImportKind.RATES, file(...rows));
    expect([outcome(report), problems(report)]).toEqual(["7 1 0 0 6 0", [
      "2 day future", "3 rate implausible", "4 rate implausible", "5 rate not_a_number", "6 rate implausible", "8 rate contradiction",
    ]]);
    expect(report.issues[4]!.reason).toBe(`is more than 3 times off the 162 of ${day(-5)}; one EUR is worth so many JPY, so it may be turned round`);
    expect((await desk.bring(ImportKind.RATES, file(`${day(-1)},SEK,11.2,ECB`), { preview: true })).state).toBe(ImportState.PREVIEWED);
    expect((await kept()).map(({ quote }) => quote)).toEqual(["GBP", "JPY"]);
  });
});

describe("one rate", () => {
  const usd = (more = {}) => ({ day: day(-1), currency: "USD", rate: "1.0945", source: "European Central Bank", ...more });

  test("is entered by Accounting and told of; the same again changes nothing", async () => {
    const accountant = somebody(Role.ACCOUNTING);
    await expect(enterRate(somebody(Role.LOGISTICS), usd())).rejects.toMatchObject({ code: "FORBIDDEN" });
    await enterRate(accountant, usd());
    await enterRate(accountant, usd());
    expect(await kept()).toEqual([{ day: day(-1), base: "EUR", quote: "USD", rate: "1.0945", source: "European Central Bank" }]);
    expect(await entries()).toHaveLength(1);
  });

  test.each([
    ["currency", { currency: "EUR" }], ["currency", { currency: "usd" }], ["rate", { rate: "0" }], ["rate", { rate: "-1" }], ["rate", { rate: "1e3" }],
    ["day", { day: day(1) }], ["source", { source: " " }],
  ])("is refused by its %s: %j", async (field, more) => {
    await expect(enterRate(desk.ctx, usd(more))).rejects.toMatchObject({ code: "BAD_USER_INPUT", field });
  });
});

describe("without a rate", () => {
  test("what rules look at is listed by currency, until a usable one is there", async () => {
    await desk.given.invoice({ currency: "USD" });
    await desk.given.invoice({ currency: "USD" });
    await desk.given.invoice({ currency: "SEK" });
    await desk.given.invoice({ currency: "GBP", status: "paid", outstandingMinor: 0 });
    await desk.given.rate("EUR", "SEK", 11, day(-32));
    expect(await missing()).toEqual([{ currency: "USD", records: 2, lastDay: null }, { currency: "SEK", records: 1, lastDay: day(-32) }]);
    await desk.given.rate("SEK", "EUR", 0.09, day(-31));
    expect((await missing()).map(({ currency }) => currency)).toEqual(["USD"]);
    expect((await runDetection(desk.ctx, { cause: "test" })).missingRates).toEqual(["USD"]);
  });

  test("an open case that can't be decided any more says why, and no longer once it can", async () => {
    const distributor = await desk.given.distributor({ creditLimitMinor: 100_000 });
    await desk.given.order({ distributor, valueMinor: 500_000 });
    const credit = () => desk.one(`SELECT state, undecided, version FROM exceptions WHERE type = 'CREDIT_LIMIT_EXCEEDED'`);
    await runDetection(desk.ctx, { cause: "test" });
    expect(await credit()).toEqual({ state: "open", undecided: null, version: 1 });

    await desk.given.invoice({ distributor, currency: "USD", dueOn: day(20) });
    const run = await runDetection(desk.ctx, { cause: "test" });
    expect(run).toMatchObject({ cleared: 0, updated: 1, undecided: 1, missingRates: ["USD"] });
    const reason = `there is no exchange rate for USD to EUR within a month before ${day(0)}`;
    expect(await credit()).toEqual({ state: "open", undecided: reason, version: 2 });
    expect((await desk.rows(`SELECT p.payload FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id WHERE l.type = 'exception.updated'`)).map(({ payload }) => payload)).toEqual([
      { before: { undecided: null }, after: { undecided: reason } },
    ]);
    await runDetection(desk.ctx, { cause: "test" });
    expect((await credit()).version).toBe(2);

    await desk.bring(ImportKind.RATES, csv("day,currency,rate", `${day(-1)},USD,1.1`));
    await runDetection(desk.ctx, { cause: "import" });
    expect(await credit()).toEqual({ state: "open", undecided: null, version: 3 });
  });

  test("money at stake is unknown, not nothing", async () => {
    await desk.given.invoice({ currency: "USD", dueOn: day(-40) });
    await runDetection(desk.ctx, { cause: "test" });
    const { score_parts: parts } = await desk.one(`SELECT score_parts FROM exceptions WHERE type = 'INVOICE_OVERDUE'`);
    expect(parts.find(({ code }: { code: string }) => code === "value").label).toBe("Money at stake (unknown: no exchange rate)");
  });
});
