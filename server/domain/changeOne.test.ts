import { subject } from "@casl/ability";
import pg from "pg";
import { AgentAction } from "../../entities/enums.js";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import { Order } from "../../entities/Order.js";
import { record } from "../audit/record.js";
import type { Context } from "../context.js";
import { abilityFor } from "../policies/ability.js";
import { hour } from "../testing/builders.js";
import { PERSONS, startTower, type Person, type TestTower } from "../testing/startTower.js";
import { approval, Story } from "../testing/story.js";
import { waitedFor } from "../testing/waitedFor.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower?.close());

const WRITERS = 16;
const together = <T>(work: (i: number) => Promise<T>) => Promise.all(Array.from({ length: WRITERS }, (_, i) => work(i)));
const OF_THE_MOMENT = new Set(["id", "audit_id", "xid", "occurred_at", "created_at"]);
const row = (task: any) => story.read(task.id, "follow_up_tasks");
const doneOf = (outcomes: { code?: string }[]) => outcomes.filter(({ code }) => code === undefined);

/** What the story tells of the row itself, in the order it became true. */
async function told(task: any): Promise<{ type: string; before: any; after: any }[]> {
  const entries = await story.rows(`SELECT l.type, p.payload FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id WHERE l.subject_id = $1 ORDER BY l.id`, [task.id]);
  return entries.map(({ type, payload }) => ({ type, ...payload }));
}

/** Every value that an entry found is the one that an earlier entry left, so no change stood on something nobody told of. */
function expectOneStory(entries: { before: any; after: any }[], columns: string[]) {
  for (const column of columns) {
    const changes = entries.filter(({ before = {}, after = {} }) => column in before || column in after);
    const links = changes.map(({ before, after }) => [JSON.stringify(before[column] ?? null), JSON.stringify(after[column] ?? null)]);
    const left = new Map<string, number>();
    for (const [from, to] of links) {
      left.set(to!, (left.get(to!) ?? 0) + 1);
      left.set(from!, (left.get(from!) ?? 0) - 1);
    }
    // a chain of changes leaves one value more than it found, and found one more at its start
    expect([column, [...left.values()].filter((n) => n > 0).length <= 1, [...left.values()].filter((n) => n < 0).length <= 1]).toEqual([column, true, true]);
  }
}

test("many who read one version have one effect, and whoever reads again has theirs", async () => {
  const { task } = await story.task();
  const first = await together((i) => story.does("accounting", "followUpTaskUpdate", { taskId: task.id, version: task.version, promptContext: `writer ${i}` }));
  expect(doneOf(first)).toHaveLength(1);
  expect(first.filter(({ code }) => code === "STALE_VERSION")).toHaveLength(WRITERS - 1);

  const insist = async (i: number): Promise<void> => {
    for (;;) {
      const { version, retry_cadence_minutes } = await row(task);
      const { code } = await story.does("accounting", "followUpTaskUpdate", { taskId: i % 2 ? task.id : task.taskId, version, retryCadenceMinutes: retry_cadence_minutes + 1 });
      if (!code) return;
      expect(code).toBe("STALE_VERSION");
    }
  };
  const { retry_cadence_minutes: cadence } = await row(task);
  await together(insist);
  const after = await row(task);
  expect(after.retry_cadence_minutes).toBe(cadence + WRITERS);
  expect(after.version).toBe(task.version + 1 + WRITERS);
  const entries = (await told(task)).filter(({ type }) => type === "task.updated");
  expect(entries).toHaveLength(1 + WRITERS);
  expectOneStory(entries, ["retryCadenceMinutes", "promptContext"]);
}, 60_000);

test("updating, snoozing, resolving and approving at once leave one story, and what it tells stands in the row", async () => {
  for (let round = 0; round < 6; round++) {
    const { task, draft } = await story.draft();
    const version = { taskId: task.id, version: task.version };
    const outcomes = await together((i) => [
      () => story.does("accounting", "followUpTaskUpdate", { ...version, priority: "URGENT", nextCheckAt: hour(30 + i) }),
      () => story.does("accounting", "followUpTaskSnooze", { ...version, until: hour(40 + i), reason: `round ${i}` }),
      () => story.does("accounting", "followUpTaskResolve", { ...version, resolution: "Paid by cheque." }),
      () => story.does("accounting", "draftApprove", approval(draft)),
    ][i % 4]!());
    expect(outcomes.filter(({ code }) => code && !["STALE_VERSION", "WRONG_STATE", "ALREADY_DONE", "STALE_FACTS"].includes(code))).toEqual([]);
    const entries = await told(task);
    expectOneStory(entries, ["priority", "nextCheckAt", "snoozedUntil", "status", "slaState"]);
    const after = await row(task);
    const columns = { priority: "priority", nextCheckAt: "next_check_at", snoozedUntil: "snoozed_until", status: "status", resolution: "resolution" } as const;
    for (const [property, column] of Object.entries(columns)) {
      const last = entries.filter(({ after: values }) => values && property in values).at(-1)?.after[property];
      if (last !== undefined) expect([round, property, JSON.parse(JSON.stringify(after[column]))]).toEqual([round, property, last]);
    }
  }
}, 60_000);

test("a repeated key has one effect beside calls without one", async () => {
  const { task } = await story.task();
  const input = { taskId: task.id, version: task.version, priority: "URGENT" };
  const keyed = await together((i) => story.does("accounting", "followUpTaskUpdate", i % 2 ? { ...input, idempotencyKey: "a key of mine" } : input));
  const entries = (await told(task)).filter(({ type }) => type === "task.updated");
  expect(entries).toHaveLength(1);
  const withKey = new Set(keyed.filter((_, i) => i % 2).map(({ code }) => code ?? "done"));
  expect(withKey.size).toBe(1);
  expect((await row(task)).version).toBe(task.version + 1);
}, 60_000);

test("who may not is refused and told of once each, however many changes run beside", async () => {
  const { task } = await story.task();
  const strangers: Person[] = ["viewer", "logistics", "iberianSales"];
  const refused = await Promise.all([...strangers, ...strangers].map(async (person) => {
    const { code } = await story.does(person, "followUpTaskSnooze", { taskId: task.id, version: task.version, until: hour(2) });
    return [person, code];
  }));
  expect(refused.map(String)).toEqual([...strangers, ...strangers].map((person) => `${person},${person === "iberianSales" ? "NOT_FOUND" : "FORBIDDEN"}`));
  expect((await told(task)).filter(({ type }) => type === "access.refused")).toHaveLength(4);
});

test("a row that went on to another version since it was read is left as it is, and nothing is told", async () => {
  const { task } = await story.task();
  const ctx = await tower.context("accounting");
  const { version, status } = await row(task);
  const late = (expected: number, closed: string) =>
    ctx.changeAtOnce(FollowUpTask, { id: task.id, version: expected }, { status: [closed] }, { type: "task.escalated", set: { promptContext: "too late" } });
  expect(await late(version - 1, "resolved")).toBeUndefined();
  expect(await late(version, status)).toBeUndefined();
  expect(await row(task)).toMatchObject({ version, prompt_context: null });
  expect((await told(task)).map(({ type }) => type)).not.toContain("task.escalated");
});

test("tells what it found even where a change that it waited for left the version as it was", async () => {
  const { task } = await story.task();
  const ctx = await tower.context("accounting");
  const other = await ctx.services.pool.connect();
  await other.query("BEGIN");
  await other.query("UPDATE follow_up_tasks SET prompt_context = 'from beside' WHERE id = $1", [task.id]);
  const changing = ctx.changeAtOnce(FollowUpTask, { id: task.id, version: task.version }, {}, { type: "task.updated", set: { promptContext: "at once" } });
  await waitedFor(other);
  await other.query("COMMIT");
  other.release();
  expect(await changing).toMatchObject({ promptContext: "at once" });
  expect((await told(task)).at(-1)).toMatchObject({ before: { promptContext: "from beside" }, after: { promptContext: "at once" } });
});

test("a person changes a record at once exactly where the policies let them", async () => {
  const outcomes = new Set<string>();
  for (const region of ["Iberia", "Nordics"]) {
    const { task } = await story.task({ distributor: await tower.given.distributor({ region }) });
    for (const person of PERSONS) {
      const ctx = await tower.context(person);
      const { database } = ctx.services;
      const found = await database.manager.findOneOrFail(FollowUpTask, { where: { id: task.id }, relations: { distributor: true } });
      const seen = subject("FollowUpTask", { ...found });
      const may = abilityFor(ctx.actor).can("read", seen) && abilityFor(ctx.actor).can("change", seen);
      const changed = await ctx.changeAtOnce(FollowUpTask, { id: task.id }, {}, { type: "task.updated", set: { promptContext: `${person} came by` } });
      expect([region, person, Boolean(changed)]).toEqual([region, person, may]);
      outcomes.add(`${region} ${may}`);
    }
  }
  expect([...outcomes].sort()).toEqual(["Iberia false", "Iberia true", "Nordics false", "Nordics true"]);
});

test("a change at once tells what the same change tells step by step", async () => {
  const accounting = await tower.context("accounting");
  const changes: Parameters<Context["changeAtOnce"]>[3][] = [
    { type: "task.snoozed", set: { snoozedUntil: hour(9), snoozeReason: "\"They\" are ☂ closed", nextCheckAt: hour(9) }, details: { until: hour(9), reason: null } },
    { type: "task.updated", set: { retryCadenceMinutes: 77, promptContext: null } },
    { type: "task.updated", set: { snoozeReason: null, attempts: 3 } },
    { type: "task.updated", set: { blockedActions: [AgentAction.SEND_WITHOUT_APPROVAL], escalationLevel: 0 } },
  ];
  const left = await story.task();
  const right = await story.task({ distributor: await tower.given.distributor() });
  for (const { type, set, details } of changes) {
    await accounting.changeAtOnce(FollowUpTask, { id: left.task.id }, {}, { type, set, details });
    await accounting.transaction(async (tx) => {
      const found = await tx.lock(FollowUpTask, { id: right.task.id });
      tx.save(Object.assign(found, set));
      record(tx, type, found, details);
    });
  }
  const [atOnce, stepwise] = await Promise.all([left, right].map(async ({ task }) => {
    const entries = await story.rows(`SELECT l.*, p.payload FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id WHERE l.subject_id = $1 AND l.type <> 'task.created' ORDER BY l.id`, [task.id]);
    const { distributor_id, exception_id, id, number } = await row(task);
    const own = [[id, "id"], [number, "number"], [distributor_id, "distributor"], [exception_id, "exception"]];
    return own.reduce((text, [value, name]) => text.replaceAll(value, name), JSON.stringify(entries, (key, value) => (OF_THE_MOMENT.has(key) ? undefined : value), 1));
  }));
  expect(JSON.parse(atOnce!)).toHaveLength(changes.length);
  expect(atOnce).toBe(stepwise);
});

test("a code of several letters is written whole", async () => {
  const { id } = await tower.given.order({ originCountry: "NL", currency: "EUR" });
  const changed = await (await tower.context("sales")).changeAtOnce(Order, { id }, {}, { type: "order.updated", set: { originCountry: "DE", currency: "USD" } });
  expect(changed).toMatchObject({ originCountry: "DE", currency: "USD" });
  expect((await told({ id })).at(-1)).toEqual({ type: "order.updated", before: { originCountry: "NL", currency: "EUR" }, after: { originCountry: "DE", currency: "USD" } });
});

test("what was written is answered as reading it again shows it", async () => {
  const fields = `id version createdAt updatedAt archivedAt taskId humanOwner status priority slaState slaStartedAt slaDueAt slaPausedAt slaPauseReason nextCheckAt
    retryCadenceMinutes attempts channelPolicy allowedActions blockedActions escalationLevel escalatedAt promptContext responseState lastChannelMessageId auditRequired
    snoozedUntil snoozeReason reopenedCount resolvedAt resolution __typename again: status`;
  const { task } = await story.task();
  const inputs: [string, (version: number) => object][] = [
    ["followUpTaskSnooze", (version) => ({ taskId: task.id, version, until: "2026-11-30T09:00:00.123456+02:00", reason: `"They" \\ are ☂ closed.` })],
    ["followUpTaskUpdate", (version) => ({ taskId: task.taskId, version, priority: "LOW", nextCheckAt: "2026-11-30T09:00:00.999999Z", promptContext: "" })],
    ["followUpTaskUpdate", (version) => ({ taskId: task.taskId, version, promptContext: null })],
  ];
  let { version } = task;
  for (const [mutation, input] of inputs) {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const { data } = await tower.as("accounting")(`mutation($input: ${type}!) { ${mutation}(input: $input) { refusal { message } followUpTask { ${fields} } } }`, { input: input(version) });
    const { refusal, followUpTask } = data[mutation];
    expect(refusal).toBeNull();
    const read = await tower.as("accounting")(`query($id: ID!) { followUpTask(id: $id) { ${fields} } }`, { id: task.id });
    expect(JSON.stringify(followUpTask)).toBe(JSON.stringify(read.data.followUpTask));
    expect(followUpTask.version).toBe(++version);
  }
});

test("a newer version's column, added while this one runs, stops no write", async () => {
  const { task } = await story.task();
  const snooze = async (hours: number) => story.done("accounting", "followUpTaskSnooze", { taskId: task.id, version: (await row(task)).version, until: hour(hours) });
  const resolve = async () => story.done("accounting", "followUpTaskResolve", { taskId: task.id, version: (await row(task)).version, resolution: "Paid." });
  const reopen = async () => story.done("accounting", "followUpTaskReopen", { taskId: task.id, version: (await row(task)).version, reason: "It bounced." });
  await together(() => tower.as("accounting")(`{ viewer { name } followUpTask(id: "${task.id}") { status } }`));
  await snooze(2);
  await resolve();
  await reopen();
  const owner = new pg.Client({ connectionString: tower.ownerUrl });
  await owner.connect();
  await owner.query(`ALTER TABLE follow_up_tasks ADD COLUMN of_a_newer_version text`);
  await owner.end();
  for (let n = 3; n < 8; n++) {
    await snooze(n);
    await resolve();
    await reopen();
  }
  await story.task(); // and an insert
});
