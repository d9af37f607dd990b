import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { day, NOW } from "../server/testing/builders.js";
import { startTower, type TestTower } from "../server/testing/startTower.js";
import { Story } from "../server/testing/story.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

const times = <T>(count: number, work: (i: number) => Promise<T>) => Promise.all(Array.from({ length: count }, (_, i) => work(i)));
const codes = (outcomes: { code?: string }[]) => outcomes.map(({ code }) => code ?? "done").sort();
const refusals = async (mutation: string, input: object) =>
  Promise.all(["viewer", "logistics", "iberianSales", undefined].map(async (person) => (await story.does(person, mutation, input)).code));

describe("exceptionOpen", () => {
  const input = (subject: { number: string }, more: object = {}) => ({ subjectKind: "INVOICE", subjectId: subject.number, title: "They say that they never got it", ...more });

  test("is for whoever may change anything, of a record they see", async () => {
    const invoice = await tower.given.invoice();
    expect(await refusals("exceptionOpen", input(invoice))).toEqual(["FORBIDDEN", undefined, "NOT_FOUND", "UNAUTHENTICATED"]);
    expect(await story.does("sales", "exceptionOpen", input({ number: "INV-NONE" }))).toMatchObject({ code: "NOT_FOUND", message: "Invoice does not exist, or is not yours to see." });
    expect(await story.does("iberianSales", "exceptionOpen", input(invoice))).toMatchObject({ message: "Invoice does not exist, or is not yours to see." });
    const [{ user_id }] = (await story.rows(`SELECT subject_id AS user_id FROM audit_logs WHERE type = 'access.refused' AND subject_kind = 'user'`)) as [{ user_id: string }];
    expect(user_id).toBe((await tower.actor("viewer")).userId);
  });

  test.each<[string, object]>([
    ["severity", { severity: 9 }], ["blank title", { title: " " }], ["long title", { title: "x".repeat(301) }], ["type", { type: "NONSENSE" }], ["name", { subjectId: "nul\u0000" }],
  ])("refuses a wrong %s in words", async (_, wrong) => {
    const invoice = await tower.given.invoice();
    expect(await story.does("accounting", "exceptionOpen", input(invoice, wrong))).toMatchObject({ code: "BAD_USER_INPUT", errors: undefined });
  });

  test("opens one case for one blocker, however many tell of it, and one under one key", async () => {
    const invoice = await tower.given.invoice();
    expect(codes(await times(4, () => story.does("accounting", "exceptionOpen", input(invoice))))).toEqual(["ALREADY_DONE", "ALREADY_DONE", "ALREADY_DONE", "done"]);
    const other = await tower.given.invoice();
    const outcomes = await times(4, () => story.done("accounting", "exceptionOpen", input(other, { idempotencyKey: "opened" })));
    expect(new Set(outcomes.map(({ record }) => record.id)).size).toBe(1);
    expect(await tower.trail(outcomes[0]!.record.id)).toEqual(["exception.opened"]);
  });
});

describe("exceptionDismiss", () => {
  const input = (exception: any) => ({ exceptionId: exception.id, version: exception.version, reason: "They are paying by cheque." });

  test("is the owner team's, once", async () => {
    const { exception } = await story.exception();
    expect(await refusals("exceptionDismiss", input(exception))).toEqual(["FORBIDDEN", "FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED"]);
    expect(await story.does("accounting", "exceptionDismiss", { ...input(exception), version: 9 })).toMatchObject({ code: "STALE_VERSION" });
    expect(await story.does("accounting", "exceptionDismiss", { ...input(exception), reason: " " })).toMatchObject({ code: "BAD_USER_INPUT" });
    expect(await story.does("accounting", "exceptionDismiss", { ...input(exception), reason: "\u200b\u2060" })).toMatchObject({ code: "BAD_USER_INPUT", field: "reason" });
    expect(codes(await times(4, () => story.does("accounting", "exceptionDismiss", input(exception))))).toEqual(["ALREADY_DONE", "ALREADY_DONE", "ALREADY_DONE", "done"]);
    const again = await story.does("secondAccountant", "exceptionDismiss", input(exception));
    expect(again).toMatchObject({ code: "ALREADY_DONE", message: expect.stringMatching(/^EXC-2026-\d+ was dismissed already, by Ines Rovira on \d+ November 2026 at \d\d:\d\d\.$/) });
    expect((await tower.trail(exception.id)).filter((type) => type === "exception.dismissed")).toHaveLength(1);
  });

  test("calls off the work on it, and taking the task up again takes the dismissal back", async () => {
    const { exception, task, draft, message } = await story.approved();
    const { version } = await story.read(exception.id, "exceptions");
    await story.done("accounting", "exceptionDismiss", { ...input({ ...exception, version }), idempotencyKey: "dismiss" });
    const called = await story.read(task.id, "follow_up_tasks");
    expect(called).toMatchObject({ status: "cancelled", next_check_at: null, resolution: expect.stringContaining("cheque") });
    expect([(await story.read(draft.id, "drafts")).state, (await story.read(message.id, "outbound_messages")).status]).toEqual(["cancelled", "cancelled"]);
    await story.post();
    expect((await story.read(message.id, "outbound_messages")).sent_at).toBeNull();
    await story.done("accounting", "followUpTaskReopen", { taskId: task.id, version: called.version, reason: "The cheque bounced." });
    expect(await story.read(exception.id, "exceptions")).toMatchObject({ state: "in_progress", dismissed_at: null });
  });
});

describe("outboundMessageSettle", () => {
  const unknown = async () => {
    const { message, ...made } = await story.approved();
    await story.rows(`UPDATE drafts SET state = 'executing' WHERE id = $1`, [made.draft.id]);
    await story.rows(`UPDATE outbound_messages SET status = 'sending', sending_at = $2 WHERE id = $1`, [message.id, NOW]);
    await story.rows(`UPDATE outbound_messages SET status = 'unknown' WHERE id = $1`, [message.id]);
    return { ...made, message };
  };
  const input = (message: any, more: object = {}) => ({ messageId: message.id, version: message.version, sent: false, reason: "It is not in the channel.", ...more });

  test("is the owner team's, once, and never sends again", async () => {
    const { message, draft, task } = await unknown();
    expect(await refusals("outboundMessageSettle", input(message))).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "UNAUTHENTICATED"]);
    expect(await story.does("legal", "outboundMessageSettle", input(message))).toMatchObject({ code: "FORBIDDEN" });
    expect(await story.does("accounting", "outboundMessageSettle", input({ ...message, id: "nonsense" }))).toMatchObject({ code: "NOT_FOUND", message: (await story.does("viewer", "outboundMessageSettle", input(message))).message });
    expect(await story.does("accounting", "outboundMessageSettle", input(message, { reason: " " }))).toMatchObject({ code: "BAD_USER_INPUT" });
    expect(await story.does("accounting", "outboundMessageSettle", input(message, { version: 99 }))).toMatchObject({ code: "STALE_VERSION" });
    expect(codes(await times(4, (i) => story.does("accounting", "outboundMessageSettle", input(message, { sent: i % 2 === 0 }))))).toEqual(["ALREADY_DONE", "ALREADY_DONE", "ALREADY_DONE", "done"]);
    await story.post();
    expect(["sent", "failed"]).toContain((await story.read(message.id, "outbound_messages")).status);
    expect(["executed", "failed"]).toContain((await story.read(draft.id, "drafts")).state);
    expect((await tower.trail(task.id)).filter((type) => type === "message.settled")).toHaveLength(1);
  });

  test("answers the same under one key, and is refused while the message's fate is known", async () => {
    const { message } = await unknown();
    const outcomes = await times(3, () => story.done("accounting", "outboundMessageSettle", input(message, { idempotencyKey: "settled" })));
    expect(outcomes.map(({ record }) => record.status)).toEqual(["FAILED", "FAILED", "FAILED"]);
    const { message: queued } = await story.approved();
    expect(await story.does("accounting", "outboundMessageSettle", input(queued))).toMatchObject({ code: "WRONG_STATE" });
  });
});

describe("recordsImport", () => {
  let serial = 0;
  const file = (number = `D-${++serial}`) => ({ kind: "DISTRIBUTORS", fileName: "d.csv", content: `number,legal_name,country,region\n${number},Sund AS,NO,Nordics\n`, preview: false });
  const runs = () => story.rows(`SELECT id FROM imports`);

  test("is for those who may change such records, and the refusal is on record", async () => {
    expect(await refusals("recordsImport", file())).toEqual(["FORBIDDEN", "FORBIDDEN", undefined, "UNAUTHENTICATED"]);
    const refused = await story.rows(`SELECT actor_name FROM audit_logs WHERE type = 'access.refused' AND subject_kind = 'user' ORDER BY id DESC LIMIT 2`);
    expect(refused.map(({ actor_name }) => actor_name).sort()).toEqual(["Jonas Bakker", "Piotr Zielinski"]);
  });

  test("previews without a change, applies with an entry a record, and again changes nothing", async () => {
    const input = file("D-700");
    expect((await story.done("sales", "recordsImport", { ...input, preview: true })).record).toMatchObject({ state: "PREVIEWED", createdCount: 1 });
    expect(await story.rows(`SELECT FROM distributors WHERE number = 'D-700'`)).toEqual([]);
    const outcomes = await times(3, () => story.done("sales", "recordsImport", input));
    expect(outcomes.map(({ record }) => record.createdCount).sort()).toEqual([0, 0, 1]);
    const [{ id }] = (await story.rows(`SELECT id FROM distributors WHERE number = 'D-700'`)) as [{ id: string }];
    expect(await tower.trail(id)).toEqual(["distributor.created"]);
  });

  test.each([[true], [false]])("runs once under one key (preview: %s)", async (preview) => {
    const input = { ...file(), preview, idempotencyKey: `import ${preview}` };
    const before = (await runs()).length;
    const outcomes = [...(await times(3, () => story.done("sales", "recordsImport", input))), await story.done("sales", "recordsImport", input)];
    expect(new Set(outcomes.map(({ record }) => record.id)).size).toBe(1);
    expect((await runs()).length).toBe(before + 1);
  });

  test("keeps a file that can't be read with its reason", async () => {
    expect((await story.does("sales", "recordsImport", { ...file(), content: "" })).record).toMatchObject({ state: "FAILED" });
    expect(await story.does("sales", "recordsImport", { ...file(), mapping: "nonsense" })).toMatchObject({ code: "BAD_USER_INPUT" });
  });
});

describe("detectionRun", () => {
  test("is for all but viewers, opens one case however many run, and a dry run keeps nothing", async () => {
    const invoice = await tower.given.invoice({ dueOn: day(-40) });
    const input = { rules: ["INVOICE_OVERDUE"] };
    expect(await story.does("viewer", "detectionRun", input)).toMatchObject({ code: "FORBIDDEN" });
    expect(await story.does(undefined, "detectionRun", input)).toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await story.does("sales", "detectionRun", { rules: ["NONSENSE"] })).toMatchObject({ code: "BAD_USER_INPUT" });
    const dry = await story.done("logistics", "detectionRun", { ...input, dryRun: true });
    expect(dry.data.detectionRun).toMatchObject({ run: null, forecasts: [{ rule: "INVOICE_OVERDUE", wouldFire: 1 }] });
    expect(await story.rows(`SELECT FROM exceptions WHERE subject_invoice_id = $1`, [invoice.id])).toEqual([]);
    const sample = async (person: string) => (await tower.as(person)(`mutation { detectionRun(input: { dryRun: true, rules: ["INVOICE_OVERDUE"] }) { forecasts { sample { facts { value } } } } }`)).data.detectionRun.forecasts[0].sample[0].facts.length;
    expect([await sample("accounting") > 0, await sample("logistics")]).toEqual([true, 0]);
    const outcomes = await times(4, () => story.done("accounting", "detectionRun", input));
    expect(outcomes.map(({ record }) => record.opened).sort()).toEqual([0, 0, 0, 1]);
    expect(await story.rows(`SELECT FROM exceptions WHERE subject_invoice_id = $1`, [invoice.id])).toHaveLength(1);
  });

  test("runs once under one key", async () => {
    const outcomes = await times(3, () => story.done("accounting", "detectionRun", { rules: ["PO_MISSING"], idempotencyKey: "run" }));
    expect(new Set(outcomes.map(({ record }) => record.id)).size).toBe(1);
  });
});

test("one document shows each caller what is theirs, and each variable what it asks for", async () => {
  const { userId } = await tower.actor("logistics");
  const distributor = await tower.given.distributor({ creditLimitMinor: 900_000 });
  const { task, exception } = await story.task({ distributor, assign: { assigneeId: userId } });
  const document = `mutation($input: FollowUpTaskUpdateInput!, $note: Boolean!, $case: Boolean!) { followUpTaskUpdate(input: $input) { refusal { code }
    followUpTask { promptContext @include(if: $note) exception @include(if: $case) { number value { decimal } } ...Partner @skip(if: $note) } } }
    fragment Partner on FollowUpTask { distributor { creditLimit { decimal } } }`;
  let { version } = task;
  for (const person of ["accounting", "logistics", "accounting", "logistics"] as const) {
    const sees = person === "accounting";
    for (const [note, withCase] of [[true, false], [false, true], [true, true], [false, false]]) {
      const promptContext = `note ${version}`;
      const { data } = await tower.as(person)(document, { input: { taskId: task.id, version: version++, promptContext }, note, case: withCase });
      expect([person, data.followUpTaskUpdate]).toEqual([person, { refusal: null, followUpTask: {
        ...(note && { promptContext }),
        ...(withCase && { exception: { number: exception.number, value: sees ? { decimal: "18420.00" } : null } }),
        ...(!note && { distributor: { creditLimit: sees ? { decimal: "9000.00" } : null } }),
      } }]);
    }
  }
});
