import { ImportKind } from "../../../entities/enums.js";
import { day, hour } from "../../testing/builders.js";
import { csv, type ImportDesk, openImportDesk, ORDER } from "../../testing/importDesk.js";
import { detectionWaits } from "./detectionWaits.js";
import { runDetection } from "./runDetection.js";

let desk: ImportDesk;
beforeEach(async () => void (desk = await openImportDesk()));
afterEach(() => desk.close());

const detect = (since?: string) => runDetection(desk.ctx, { cause: "manual", since });
const counts = ({ opened, updated, reopened, cleared, history }: Awaited<ReturnType<typeof detect>>) => ({ opened, updated, reopened, cleared, history });
const NOTHING = { opened: 0, updated: 0, reopened: 0, cleared: 0, history: 0 };
const states = () => desk.rows(`SELECT type, state FROM exceptions ORDER BY type`);

describe("the horizon of a rule", () => {
  test("a cause from before it opens no case and is counted", async () => {
    await desk.given.invoice({ dueOn: day(-1_096) });
    await desk.given.invoice({ dueOn: day(-1_095) });
    expect(counts(await detect())).toEqual({ ...NOTHING, opened: 1, history: 1 });
  });

  test("a case that is open when the horizon passes it stays, and is cleared only when its cause ends", async () => {
    const invoice = await desk.given.invoice({ dueOn: day(-35) });
    await detect();
    await desk.rows(`INSERT INTO rule_settings (rule_code, thresholds, created_at, updated_at) VALUES ('INVOICE_OVERDUE', '{"horizonDays": 10}', now(), now())`);
    expect(counts(await detect())).toEqual(NOTHING);
    await desk.given.change(invoice, { outstandingMinor: 500_000, status: "partially_paid" });
    expect(counts(await detect())).toEqual({ ...NOTHING, updated: 1 });
    await desk.given.change(invoice, { outstandingMinor: 0, status: "paid" });
    expect(counts(await detect())).toEqual({ ...NOTHING, cleared: 1 });
    await desk.given.change(invoice, { outstandingMinor: 1_000_000, status: "open" });
    expect(counts(await detect())).toEqual({ ...NOTHING, reopened: 1 });
    expect(await states()).toEqual([{ type: "INVOICE_OVERDUE", state: "open" }]);
  });
});

describe("the day that detection looks back to", () => {
  test("holds for later runs until another day is given", async () => {
    await desk.given.invoice({ dueOn: day(-100) });
    const recent = await desk.given.invoice({ dueOn: day(-20) });
    const first = await detect(day(-50));
    expect([counts(first), first.since]).toEqual([{ ...NOTHING, opened: 1, history: 1 }, day(-50)]);
    expect(counts(await detect())).toEqual({ ...NOTHING, history: 1 });
    await desk.given.change(recent, { outstandingMinor: 0, status: "paid" });
    expect(counts(await detect(day(-10)))).toEqual({ ...NOTHING, cleared: 1, history: 1 });
    expect(counts(await detect(day(-365)))).toEqual({ ...NOTHING, opened: 1 });
  });

  test("lies not ahead", async () => {
    await expect(detect(day(1))).rejects.toMatchObject({ code: "BAD_USER_INPUT", field: "since" });
    await expect(desk.bring(ImportKind.DISTRIBUTORS, csv("number,legal_name,country,region", "D-1,Halvorsen AS,NO,Nordics"), { since: day(1) })).rejects.toMatchObject({ code: "BAD_USER_INPUT", field: "since" });
  });

  test("quiets nothing that stands today, such as a match of sanctions screening", async () => {
    await desk.given.distributor({ screeningState: "confirmed_match", screenedAt: hour(-24 * 900) });
    expect(counts(await detect(day(-1)))).toEqual({ ...NOTHING, opened: 1 });
  });
});

describe("a first import", () => {
  const INVOICE = "number,distributor,currency,amount,issued_on,due_on";
  beforeEach(() => desk.partner("D-1"));

  test("its preview says what detection would open and what is too old, and opens nothing", async () => {
    const file = csv(INVOICE, `I-1,D-1,EUR,100,2015-01-02,2015-02-01`, `I-2,D-1,EUR,100,${day(-200)},${day(-170)}`, `I-3,D-1,EUR,100,${day(-60)},${day(-30)}`);
    expect((await desk.bring(ImportKind.INVOICES, file, { preview: true })).forecast).toEqual({ wouldOpen: 2, history: 1 });
    expect((await desk.bring(ImportKind.INVOICES, file, { preview: true, since: day(-90) })).forecast).toEqual({ wouldOpen: 1, history: 2 });
    expect((await desk.bring(ImportKind.INVOICES, file, { preview: true, detect: false })).forecast).toBeNull();
    expect(await states()).toEqual([]);
    await desk.bring(ImportKind.INVOICES, file, { since: day(-90) });
    expect(counts(await detect())).toEqual({ ...NOTHING, opened: 1, history: 2 });
  });

  test("its records stand in their status since their own day, and moved ones since the import", async () => {
    const at = async (table: string, column: string) => (await desk.one(`SELECT ${column} AS at FROM ${table}`)).at.toISOString();
    await desk.bring(ImportKind.ORDERS, csv(ORDER, "O-1,D-1,EUR,2015-03-04,draft,1,KAYAK-7,10,25.00"));
    expect(await at("orders", "status_changed_at")).toBe("2015-03-03T23:00:00.000Z");
    await desk.bring(ImportKind.ORDERS, csv(ORDER, "O-1,D-1,EUR,2015-03-04,confirmed,1,KAYAK-7,10,25.00"));
    expect(await at("orders", "status_changed_at")).toBe(desk.ctx.now().toISOString());
    await desk.bring(ImportKind.SHIPMENTS, csv("number,order,status,picked_up_at", "S-1,O-1,in_transit,2015-03-06T10:00:00Z"));
    expect([await at("shipments", "status_changed_at"), await at("shipments", "last_event_at")]).toEqual(["2015-03-06T10:00:00.000Z", "2015-03-06T10:00:00.000Z"]);
    await desk.bring(ImportKind.SHIPMENTS, csv("number,order,status,delivered_at", "S-1,O-1,delivered,2015-03-09T10:00:00Z"));
    expect(await at("shipments", "status_changed_at")).toBe("2015-03-09T10:00:00.000Z");
    await desk.bring(ImportKind.DOCUMENTS, csv("number,kind,title,order,state,issued_on", "X-1,tax,Certificate,O-1,approved,2015-01-05"));
    expect(await at("documents", "state_changed_at")).toBe("2015-01-04T23:00:00.000Z");
    expect(counts(await detect())).toMatchObject({ opened: 0 });
  });

  test("detection waits for the other files when asked, until somebody runs it", async () => {
    const pause = () => desk.clock.advance({ minutes: 1 });
    pause();
    await desk.bring(ImportKind.INVOICES, csv(INVOICE, `I-1,D-1,EUR,100,${day(-60)},${day(-30)}`), { detect: false });
    expect(await detectionWaits(desk.ctx)).toBe(true);
    pause();
    await desk.bring(ImportKind.PAYMENTS, csv("number,distributor,invoice,currency,amount,received_on", `P-1,D-1,I-1,EUR,100,${day(-29)}`), { detect: false });
    pause();
    await runDetection(desk.ctx, { cause: "change", distributorIds: [] });
    expect(await detectionWaits(desk.ctx)).toBe(true);
    expect(counts(await detect())).toEqual(NOTHING);
    expect(await detectionWaits(desk.ctx)).toBe(false);
  });

  test("it waits no longer than four hours, and not after an import that wants it", async () => {
    const later = (minutes: number) => desk.clock.advance({ minutes });
    later(1);
    await desk.bring(ImportKind.INVOICES, csv(INVOICE, `I-1,D-1,EUR,100,${day(-60)},${day(-30)}`), { detect: false });
    later(239);
    expect(await detectionWaits(desk.ctx)).toBe(true);
    later(2);
    expect(await detectionWaits(desk.ctx)).toBe(false);
    await desk.bring(ImportKind.INVOICES, csv(INVOICE, `I-2,D-1,EUR,100,${day(-60)},${day(-30)}`), { detect: false });
    later(1);
    await desk.bring(ImportKind.INVOICES, csv(INVOICE, `I-3,D-1,EUR,100,${day(-60)},${day(-30)}`));
    expect(await detectionWaits(desk.ctx)).toBe(false);
  });
});
