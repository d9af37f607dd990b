import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { NOW } from "../../testing/builders.js";
import { startTower, type TestTower } from "../../testing/startTower.js";
import { approval, Story } from "../../testing/story.js";
import { expireDrafts } from "./expireDrafts.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

const times = <T>(count: number, work: (i: number) => Promise<T>) => Promise.all(Array.from({ length: count }, (_, i) => work(i)));
const codes = (outcomes: { code?: string }[]) => outcomes.map(({ code }) => code ?? "done").sort();
const read = (draft: any) => ({ draftId: draft.id, version: draft.version });
const statusOf = async (task: any) => (await story.read(task.id, "follow_up_tasks")).status;
const draftsOf = (task: any) => story.rows(`SELECT * FROM drafts WHERE task_id = $1 ORDER BY id`, [task.id]);
const entries = async (id: string) => (await tower.trail(id)).filter((type) => !/^(exception|task\.(created|draftingStarted))/.test(type));

/** How each decision is called, and what it says when the draft is decided on already. */
const DECISIONS: [string, (draft: any) => object, string][] = [
  ["draftApprove", approval, "APPROVED"],
  ["draftReject", (draft) => ({ ...read(draft), reason: "Too harsh." }), "REJECTED"],
  ["draftRedo", (draft) => ({ ...read(draft), instruction: "Be kinder." }), "REJECTED"],
  ["draftEdit", (draft) => ({ ...read(draft), body: "Please look at this one." }), "PENDING"],
];

describe.each(DECISIONS)("%s", (mutation, input, state) => {
  test("is done by the owner team, once, and refused to everybody else", async () => {
    const { draft } = await story.draft();
    expect(await story.does("viewer", mutation, input(draft))).toMatchObject({ code: "NOT_FOUND", message: "Draft does not exist, or is not yours to see." });
    expect(await story.does("sales", mutation, input({ ...draft, id: "DRAFT-2026-99999" }))).toMatchObject({ code: "NOT_FOUND", message: "Draft does not exist, or is not yours to see." });
    expect(await story.does("legal", mutation, input(draft))).toMatchObject({ code: "FORBIDDEN" });
    expect(await story.does(undefined, mutation, input(draft))).toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await story.does("accounting", mutation, { ...input(draft), version: draft.version + 1 })).toMatchObject({ code: "STALE_VERSION" });
    expect(await story.does("accounting", mutation, input(draft))).toMatchObject({ code: undefined, record: { state } });
    const again = await story.does("secondAccountant", mutation, input(draft));
    if (mutation === "draftEdit") expect(again).toMatchObject({ code: "STALE_VERSION" });
    else expect(again).toMatchObject({ code: "ALREADY_DONE", message: expect.stringMatching(/^The draft was (approved|rejected|sent back to be written anew) already, by Ines Rovira on \d+ November 2026 at \d\d:\d\d\.$/) });
    expect(await entries(draft.id)).toEqual(expect.arrayContaining(["draft.proposed", "access.refused"]));
  });

  test("has one effect under one key, however often and at once it is called", async () => {
    const { draft } = await story.draft();
    const keyed = { ...input(draft), idempotencyKey: "the same click" };
    const outcomes = [...(await times(4, () => story.does("accounting", mutation, keyed))), await story.does("accounting", mutation, keyed)];
    expect(codes(outcomes)).toEqual(Array(5).fill("done"));
    expect(new Set(outcomes.map(({ record }) => JSON.stringify(record))).size).toBe(1);
    expect((await entries(draft.id)).filter((type) => !/^(task|message)\./.test(type))).toHaveLength(2);
  });

  test("refuses empty words", async () => {
    const { draft } = await story.draft();
    if (mutation === "draftApprove") return;
    const blank = Object.fromEntries(Object.entries(input(draft)).map(([key, value]) => [key, ["reason", "instruction", "body"].includes(key) ? "  " : value]));
    expect(await story.does("accounting", mutation, blank)).toMatchObject({ code: "BAD_USER_INPUT" });
  });
});

test("of all decisions taken at the same moment exactly one counts", async () => {
  const { draft, task } = await story.draft();
  const outcomes = await times(8, (i) => story.does(i % 2 ? "accounting" : "secondAccountant", DECISIONS[i % 4]![0], DECISIONS[i % 4]![1](draft)));
  expect(codes(outcomes).filter((code) => code === "done")).toHaveLength(1);
  expect(codes(outcomes).filter((code) => !["done", "STALE_VERSION", "WRONG_STATE", "ALREADY_DONE"].includes(code))).toEqual([]);
  expect((await story.rows(`SELECT FROM approvals WHERE draft_id = $1`, [draft.id])).length).toBeLessThanOrEqual(1);
  expect(["approved", "drafting", "waiting_for_human_approval"]).toContain(await statusOf(task));
});

test("a task that is resolved while its draft is approved sends nothing", async () => {
  const { draft, task } = await story.draft();
  const outcomes = await Promise.all([
    story.does("accounting", "draftApprove", approval(draft)),
    story.does("secondAccountant", "followUpTaskResolve", { taskId: task.id, version: task.version, resolution: "Paid by cheque." }),
  ]);
  expect(codes(outcomes).filter((code) => !["done", "STALE_VERSION", "WRONG_STATE", "ALREADY_DONE"].includes(code))).toEqual([]);
  const now = await story.read(task.id, "follow_up_tasks");
  if (now.status !== "resolved") await story.done("accounting", "followUpTaskResolve", { taskId: task.id, version: now.version, resolution: "Paid by cheque." });
  expect((await story.read(draft.id, "drafts")).state).toBe("cancelled");
  expect(await story.rows(`SELECT status FROM outbound_messages WHERE draft_id = $1 AND status <> 'cancelled'`, [draft.id])).toEqual([]);
});

describe("several drafts of one task", () => {
  test("are decided on one by one, and the least advanced says where the task stands", async () => {
    const channels = ["slack:#wholesale-exceptions", await story.channel("slack:#credit-desk")];
    const { task, draft: first } = await story.draft({ assign: { communicationChannels: channels } });
    const { record: second } = await story.done("accounting", "draftPropose", { taskId: task.number, channel: channels[1], body: "Does anybody know their new bank?" });
    await story.done("accounting", "draftApprove", approval(second));
    expect(await statusOf(task)).toBe("waiting_for_human_approval");
    await story.post();
    expect(await statusOf(task)).toBe("waiting_for_human_approval");
    await story.done("accounting", "draftApprove", approval(first));
    expect(await statusOf(task)).toBe("approved");
    await story.post();
    expect(await story.read(task.id, "follow_up_tasks")).toMatchObject({ status: "awaiting_response", attempts: 2 });
  });

  test("one that expires leaves the other waiting", async () => {
    const channels = ["slack:#wholesale-exceptions", await story.channel("slack:#collections")];
    const { task, draft } = await story.draft({ assign: { communicationChannels: channels } });
    await story.done("accounting", "draftPropose", { taskId: task.id, channel: channels[1], body: "Who knows them?" });
    await story.rows(`UPDATE drafts SET expires_at = $2 WHERE id = $1`, [draft.id, NOW]);
    expect(await times(2, () => expireDrafts(story.system))).toEqual(expect.arrayContaining([0, 1]));
    expect(await expireDrafts(story.system)).toBe(0);
    expect((await draftsOf(task)).map(({ state }) => state)).toEqual(["expired", "pending"]);
    expect(await statusOf(task)).toBe("waiting_for_human_approval");
    expect((await tower.trail(draft.id)).filter((type) => type === "draft.expired")).toHaveLength(1);
  });
});

describe("draftPropose", () => {
  test("an agent writes one draft a channel, however many ask", async () => {
    const { task } = await story.task();
    const outcomes = await times(4, (i) => story.does(i % 2 ? "accounting" : "secondAccountant", "draftPropose", { taskId: task.id }));
    expect(codes(outcomes)).toEqual(Array(4).fill("done"));
    expect(await draftsOf(task)).toHaveLength(1);
    await story.check(task.id);
    expect(await draftsOf(task)).toHaveLength(1);
    expect(await story.does("accounting", "draftPropose", { taskId: task.id, instruction: "Shorter." })).toMatchObject({ code: "ALREADY_DONE" });
  });

  test("keeps its key when the agent writes and when a person does", async () => {
    const { task } = await story.task();
    const agent = await times(3, () => story.done("accounting", "draftPropose", { taskId: task.id, idempotencyKey: "agent" }));
    await story.done("accounting", "draftReject", { ...read(agent[0]!.record), reason: "No." });
    expect((await story.done("accounting", "draftPropose", { taskId: task.id, idempotencyKey: "agent" })).record.id).toBe(agent[0]!.record.id);
    const own = await times(3, () => story.done("accounting", "draftPropose", { taskId: task.id, body: "Who takes it?", idempotencyKey: "own" }));
    expect(new Set(own.map(({ record }) => record.id)).size).toBe(1);
    expect(await draftsOf(task)).toHaveLength(2);
  });

  test("the same own words twice are one draft; none are refused", async () => {
    const { task } = await story.task();
    expect(codes(await times(3, () => story.does("accounting", "draftPropose", { taskId: task.id, body: "Who takes it?" })))).toEqual(["ALREADY_DONE", "ALREADY_DONE", "done"]);
    expect(await story.does("accounting", "draftPropose", { taskId: task.id, body: "" })).toMatchObject({ code: "BAD_USER_INPUT" });
    expect(await story.does("accounting", "draftPropose", { taskId: task.id, body: "x", channel: "slack:#nowhere" })).toMatchObject({ code: "BAD_USER_INPUT" });
  });

  test("is for the owner team, on a task that is not over", async () => {
    const { task } = await story.task();
    expect(await story.does("logistics", "draftPropose", { taskId: task.id })).toMatchObject({ code: "FORBIDDEN" });
    expect(await story.does("viewer", "draftPropose", { taskId: task.id, body: "Hello" })).toMatchObject({ code: "FORBIDDEN" });
    expect(await story.does("iberianSales", "draftPropose", { taskId: task.id })).toMatchObject({ code: "NOT_FOUND" });
    await story.done("accounting", "followUpTaskResolve", { taskId: task.id, version: task.version, resolution: "Paid." });
    expect(await story.does("accounting", "draftPropose", { taskId: task.id })).toMatchObject({ code: "WRONG_STATE" });
    expect(await story.does("accounting", "draftPropose", { taskId: task.id, body: "Hello" })).toMatchObject({ code: "WRONG_STATE" });
  });

  test.each([
    ["is not allowed", { allowedActions: ["DRAFT_EMAIL"] }],
    ["is blocked, though allowed", { blockedActions: ["DRAFT_INTERNAL_UPDATE"] }],
  ])("an action that %s is refused to agents and people alike", async (_, assign) => {
    const { task } = await story.task({ assign });
    expect(await story.does("accounting", "draftPropose", { taskId: task.id })).toMatchObject({ code: "ACTION_BLOCKED" });
    expect(await story.does("accounting", "draftPropose", { taskId: task.id, body: "Hello" })).toMatchObject({ code: "ACTION_BLOCKED" });
    await story.check(task.id);
    expect(await draftsOf(task)).toEqual([]);
  });
});

describe("four eyes", () => {
  const byBoth = async (draft: any) => {
    const { record } = await story.done("accounting", "draftEdit", { ...read(draft), body: "My own words." });
    const own = await story.does("accounting", "draftApprove", approval(record));
    const admin = await story.done("admin", "draftEdit", { ...read(record), body: "An admin's words." });
    return [own, await story.does("admin", "draftApprove", approval(admin.record)), await story.does("secondAccountant", "draftApprove", approval(admin.record))];
  };

  test.each([
    ["the task asks for it", { assign: { channelPolicy: "FOUR_EYES_REQUIRED" } }],
    ["the value is in the top band", { value: 5_000_000 }],
  ])("where %s no author approves, an admin as little as anybody, and somebody else does", async (_, given) => {
    const { draft } = await story.draft(given);
    const [own, admin, other] = await byBoth(draft);
    expect([own, admin]).toMatchObject([{ code: "FOUR_EYES" }, { code: "FOUR_EYES" }]);
    expect(other).toMatchObject({ code: undefined, record: { state: "APPROVED" } });
    expect(await tower.trail(draft.id)).toContain("access.refused");
  });

  test("is asked of everything that Legal owns", async () => {
    const invoice = await tower.given.invoice();
    const { record: exception } = await story.done("legal", "exceptionOpen", { subjectKind: "INVOICE", subjectId: invoice.id, title: "Their stamp looks wrong", ownerTeam: "LEGAL" });
    const { record: task } = await story.done("legal", "exceptionAssignAgent", { exceptionId: exception.id, version: exception.version });
    await story.check(task.id);
    const { record: edited } = await story.done("legal", "draftEdit", { ...read(await story.draftOf(task.id)), body: "My own words." });
    expect(await story.does("legal", "draftApprove", approval(edited))).toMatchObject({ code: "FOUR_EYES" });
    expect(await story.does("admin", "draftApprove", approval(edited))).toMatchObject({ code: undefined });
  });

  test("holds for a task that became stricter after the draft was written, and for whoever only edited it once", async () => {
    const { draft, task } = await story.draft();
    const mine = await story.done("accounting", "draftEdit", { ...read(draft), body: "My own words." });
    await story.done("secondAccountant", "followUpTaskUpdate", { taskId: task.id, version: task.version, channelPolicy: "FOUR_EYES_REQUIRED" });
    const theirs = await story.done("secondAccountant", "draftEdit", { ...read(mine.record), body: "Better words." });
    expect(theirs.record.viewerMay).not.toContain("draftApprove");
    expect(codes(await Promise.all(["accounting", "secondAccountant"].map((person) => story.does(person, "draftApprove", approval(theirs.record)))))).toEqual(["FOUR_EYES", "FOUR_EYES"]);
  });

  test("is asked of the first words to a partner's own address", async () => {
    const channel = await story.channel("email:orders@halvorsen.example", "email", "partner");
    const distributor = await tower.given.distributor();
    await story.contact(distributor);
    const { task } = await story.task({ distributor, assign: { communicationChannels: [channel] } });
    const { record } = await story.done("accounting", "draftPropose", { taskId: task.id, body: "Dear all, please look." });
    expect(await story.does("accounting", "draftApprove", approval(record))).toMatchObject({ code: "FOUR_EYES" });
  });

  test("is not asked of an agent's words or of everyday ones", async () => {
    const { draft } = await story.draft();
    const { record } = await story.done("accounting", "draftEdit", { ...read(draft), body: "My own words." });
    expect(await story.does("accounting", "draftApprove", approval(record))).toMatchObject({ code: undefined });
  });
});

describe("an approval", () => {
  test("is refused on an expired draft", async () => {
    const { draft } = await story.draft();
    await story.rows(`UPDATE drafts SET expires_at = $2 WHERE id = $1`, [draft.id, NOW]);
    expect(await story.does("accounting", "draftApprove", approval(draft))).toMatchObject({ code: "EXPIRED" });
  });

  const OBSTACLES: [string, (made: any) => Promise<unknown>, string, RegExp][] = [
    ["facts that changed", ({ invoice }) => tower.given.change(invoice, { outstandingMinor: 5_000 }), "STALE_FACTS", /was EUR 18,420.00 and is now EUR 50.00/],
    ["a screening hit", ({ invoice }) => story.rows(`UPDATE distributors SET screening_state = 'potential_match' WHERE id = $1`, [invoice.distributorId]), "SUPPRESSED", /screening/],
    ["a suppression window", ({ invoice }) => story.rows(`UPDATE distributors SET suppressed_from = $2, suppression_reason = 'contract talks' WHERE id = $1`, [invoice.distributorId, NOW]), "SUPPRESSED", /contract talks/],
  ];

  test.each(OBSTACLES)("is refused by %s, and the draft says why", async (_, happens, code, reason) => {
    const made = await story.draft();
    await happens(made);
    expect(await story.does("accounting", "draftApprove", approval(made.draft))).toMatchObject({ code, message: expect.stringMatching(reason) });
    expect(await story.read(made.draft.id, "drafts")).toMatchObject({ state: "pending", state_reason: expect.stringMatching(reason) });
    expect(await tower.trail(made.draft.id)).toContain("draft.held");
  });

  test.each(OBSTACLES)("is void by %s before the message left", async (_, happens, _code, reason) => {
    const made = await story.approved();
    await happens(made);
    await story.post();
    expect(await story.read(made.message.id, "outbound_messages")).toMatchObject({ status: "cancelled", sent_at: null });
    expect(await story.read(made.draft.id, "drafts")).toMatchObject({ state: "invalidated", state_reason: expect.stringMatching(reason) });
  });

  test("expires before a message that waited too long", async () => {
    const { draft, message } = await story.approved();
    tower.clock.advance({ hours: 25 });
    await story.post();
    tower.clock.set(NOW);
    expect(await story.read(message.id, "outbound_messages")).toMatchObject({ status: "cancelled", sent_at: null });
    expect(await story.read(draft.id, "drafts")).toMatchObject({ state: "expired", state_reason: expect.stringContaining("expired") });
  });
});

test("redo: the agent drafts anew at once, following the instruction; reject: it drafts at its usual pace", async () => {
  const { draft, task } = await story.draft();
  await story.done("accounting", "draftRedo", { ...read(draft), instruction: "Mention their new bank." });
  expect(await story.read(task.id, "follow_up_tasks")).toMatchObject({ status: "drafting", next_check_at: NOW });
  await story.check(task.id);
  const anew = await story.draftOf(task.id);
  expect(anew).toMatchObject({ state: "PENDING", currentRevision: { instruction: "Mention their new bank.", authorKind: "AGENT" } });
  await story.done("accounting", "draftReject", { ...read(anew), reason: "They paid." });
  const now = await story.read(task.id, "follow_up_tasks");
  expect(now.status).toBe("drafting");
  expect(now.next_check_at > NOW).toBe(true);
});
