import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { expireDrafts } from "../domain/drafts/expireDrafts.js";
import { endClearedTasks } from "../domain/followUps/endClearedTask.js";
import { sweepClocks } from "../domain/followUps/sweepClocks.js";
import { closeResolved } from "../domain/exceptions/sweepExceptions.js";
import { day, hour, NOW } from "../testing/builders.js";
import { call, type Person, startTower, type TestTower } from "../testing/startTower.js";
import { approval, Story } from "../testing/story.js";

let tower: TestTower;
let story: Story;
let owner: pg.Client;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
  owner = new pg.Client({ connectionString: tower.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await tower.close();
});

/** Not the business: the story itself, what is computed from a calendar, answers kept, links told of by their owner. */
const LEFT_OUT = /^(audit_.*|idempotency_keys|business_intervals|sign_in_failures|known_devices|team_members|follow_up_task_channels|migrations)$/;
/** Told of in the entry of the record that they belong to; every other row has an entry of its own. */
const PARTS = [
  "ai_outputs", "approvals", "contacts", "delivery_events", "draft_revisions", "external_refs", "fx_rates", "import_issues", "import_refused_parts", "invoice_disputes",
  "order_holds", "order_lines", "payment_promises", "shipment_lines", "task_authors",
];

interface Change { table: string; row: string; told: boolean; tableTold: boolean }

/** Rows that the work wrote, each with whether the transaction that wrote it has an entry, and one about this very row. */
async function changesOf(work: () => Promise<unknown>): Promise<Change[]> {
  const { rows: [{ before }] } = await owner.query(`SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS before`);
  await work();
  const { rows: tables } = await owner.query(`SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`);
  const selects = tables.map(({ relname }) => relname as string).filter((name) => !LEFT_OUT.test(name)).map((name) =>
    `SELECT '${name}' AS table, to_jsonb(t) ->> 'id' AS row, t.xmin::text::bigint AS xid FROM ${name} t WHERE t.xmin::text::bigint >= $1::bigint`);
  const { rows } = await owner.query(
    `SELECT c.table, c.row,
       EXISTS (SELECT FROM audit_logs l WHERE l.xid::text::bigint = c.xid) AS "tableTold",
       EXISTS (SELECT FROM audit_logs l WHERE l.xid::text::bigint = c.xid AND l.subject_id::text = c.row) AS told
     FROM (${selects.join(" UNION ALL ")}) c`, [before]);
  return rows;
}
/** Columns of these tables that the work changed and no entry tells of as they stand now, as `table.column`. */
async function columnsUntold(work: () => Promise<unknown>): Promise<string[]> {
  const tables = ["exceptions", "follow_up_tasks", "drafts", "outbound_messages", "users"];
  const all = async () => (await owner.query(tables.map((table) => `SELECT '${table}' AS table, id, to_jsonb(t) AS row FROM ${table} t`).join(" UNION ALL "))).rows;
  const before = new Map((await all()).map(({ id, row }) => [id, row]));
  const { rows: [{ last }] } = await owner.query(`SELECT COALESCE(max(id::text), '') AS last FROM audit_logs`);
  await work();
  const { rows: entries } = await owner.query(`SELECT l.subject_id, p.payload -> 'after' AS after FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id WHERE l.id::text > $1 ORDER BY l.id`, [last]);
  return (await all()).flatMap(({ table, id, row }) => {
    if (row.origin === "rule" && !before.has(id)) return []; // a rule's new case is told of by what people read of it
    const was = before.get(id) ?? {};
    const told = Object.assign({}, ...entries.filter(({ subject_id }) => subject_id === id).map(({ after }) => after));
    return Object.keys(row).filter((column) => !NOISE.includes(column) && !same(was[column], row[column]) && !same(told[camel(column)], row[column])).map((column) => `${table}.${column}`);
  });
}
const NOISE = ["id", "version", "created_at", "updated_at", "said"]; // `said` is a digest of what is told
const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const plain = (value: unknown) => (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value).toISOString() : (value ?? null));
const same = (a: unknown, b: unknown) => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

const untold = (changes: Change[]) => changes.filter(({ table, told, tableTold }) => !(PARTS.includes(table) ? tableTold : told)).map(({ table, row }) => `${table} ${row}`);

const overdue = () => tower.given.invoice({ dueOn: day(-40) });
const unknownMessage = async () => {
  const { message, draft } = await story.approved();
  await story.rows(`UPDATE drafts SET state = 'executing' WHERE id = $1`, [draft.id]);
  await story.rows(`UPDATE outbound_messages SET status = 'sending', sending_at = $2 WHERE id = $1`, [message.id, NOW]);
  await story.rows(`UPDATE outbound_messages SET status = 'unknown' WHERE id = $1`, [message.id]);
  return message;
};
const resolved = async () => {
  const { task } = await story.task();
  return (await story.done("accounting", "followUpTaskResolve", { taskId: task.id, version: task.version, resolution: "Paid." })).record;
};
const read = (draft: any) => ({ draftId: draft.id, version: draft.version });
const shipped = "number,distributor,currency,ordered_on,status\nORD-9001,D-9001,EUR,2026-11-02,confirmed\n";

/** A record on which no work is open, by its noun. */
const settledOf: Record<string, () => Promise<{ id: string; version?: number }>> = {
  distributor: () => tower.given.distributor(),
  order: () => tower.given.order({ status: "closed" }),
  invoice: () => tower.given.invoice({ status: "paid", outstandingMinor: 0, amountMinor: 1_000 }),
  shipment: () => tower.given.shipment({ status: "delivered" }),
  document: () => tower.given.document({ state: "approved" }),
};
const archives = Object.entries(settledOf).flatMap(([noun, settled]): [string, (() => Promise<object>)[]][] => {
  const archive = async () => ({ id: (await settled()).id, version: 1, reason: "Entered twice." });
  return [
    [`${noun}Archive`, [archive]],
    [`${noun}Restore`, [async () => { const { record } = await story.done("admin", `${noun}Archive`, await archive()); return { id: record.id, version: record.version }; }]],
  ];
});

/** One call of every mutation, with all that it can change. */
const CALLS: Record<string, (() => Promise<object>)[]> = {
  exceptionOpen: [async () => ({ subjectKind: "INVOICE", subjectId: (await tower.given.invoice()).id, title: "Stuck" })],
  exceptionAssignAgent: [async () => { const { exception: { id, version } } = await story.exception(); return { exceptionId: id, version }; }],
  exceptionDismiss: [async () => { const { exception: { id } } = await story.approved(); return { exceptionId: id, version: (await story.read(id, "exceptions")).version, reason: "Cheque." }; }],
  followUpTaskUpdate: [
    async () => { const { task } = await story.task(); return { taskId: task.id, version: task.version, priority: "LOW", communicationChannels: ["slack:#wholesale-exceptions"] }; },
    async () => { const { task } = await story.task(); return { taskId: task.id, version: task.version, communicationChannels: ["slack:#wholesale-exceptions"] }; },
  ],
  followUpTaskSnooze: [async () => { const { task } = await story.task(); return { taskId: task.id, version: task.version, until: hour(5) }; }],
  followUpTaskResolve: [async () => { const { task } = await story.approved(); return { taskId: task.id, version: (await story.read(task.id, "follow_up_tasks")).version, resolution: "Paid." }; }],
  followUpTaskReopen: [
    async () => { const { id, version } = await resolved(); return { taskId: id, version, reason: "Bounced." }; },
    async () => { // found again by its rule meanwhile, so the case is open and only has to be taken up
      const { id, version } = await resolved();
      await story.rows(`UPDATE exceptions SET state = 'open', version = version + 1 WHERE id = (SELECT exception_id FROM follow_up_tasks WHERE id = $1)`, [id]);
      return { taskId: id, version, reason: "Bounced." };
    },
  ],
  draftPropose: [
    async () => ({ taskId: (await story.task()).task.id }),
    async () => ({ taskId: (await story.draft()).task.id, body: "Who takes it?" }),
  ],
  draftEdit: [async () => ({ ...read((await story.draft()).draft), body: "Better words." })],
  draftApprove: [async () => approval((await story.draft()).draft)],
  draftReject: [async () => ({ ...read((await story.draft()).draft), reason: "No." })],
  draftRedo: [async () => ({ ...read((await story.draft()).draft), instruction: "Kinder." })],
  outboundMessageSettle: [
    async () => { const { id, version } = await unknownMessage(); return { messageId: id, version, sent: true, externalMessageId: "17.4" }; },
    async () => { const { id, version } = await unknownMessage(); return { messageId: id, version, sent: false, reason: "Not there." }; },
  ],
  recordsImport: [
    async () => ({ kind: "DISTRIBUTORS", fileName: "d.csv", content: "number,legal_name,country,region\nD-9001,Sund AS,NO,Nordics\n,,,\n", preview: false }),
    async () => ({ kind: "ORDERS", fileName: "o.csv", content: shipped, preview: false }),
    async () => ({ kind: "ORDERS", fileName: "o.csv", content: shipped.replace("2026-11-02", "2026-11-03"), preview: true }),
  ],
  ...Object.fromEntries(archives),
  inboundEventReplay: [async () => {
    const { id, version } = await tower.given.insert("inbound_events", { source: "slack", eventId: "Ev08MFMKH6", body: Buffer.from("{}"), state: "dead", receivedAt: NOW });
    return { id, version: version ?? 1 };
  }],
  exchangeRateEnter: [async () => ({ day: day(-1), currency: "USD", rate: "1.0945", source: "European Central Bank" })],
  detectionRun: [async () => { await overdue(); return { rules: ["INVOICE_OVERDUE"] }; }],
  signIn: [async () => { // the first success after a failure also forgets the failure
    await story.does(undefined, "signIn", { email: "sales@halden-trading.example", password: "wrong" });
    return { email: "sales@halden-trading.example", password: "sales has a long password" };
  }],
  signOut: [],
};
const BY: Record<string, Person | undefined> = { recordsImport: "sales", signIn: undefined, inboundEventReplay: "admin", ...Object.fromEntries(archives.map(([mutation]) => [mutation, "admin"])) };

test("every mutation is walked", async () => {
  const { data } = await tower.as("admin")("{ __schema { mutationType { fields { name } } } }");
  expect(Object.keys(CALLS).sort()).toEqual(data.__schema.mutationType.fields.map(({ name }: { name: string }) => name).sort());
});

test.each(Object.entries(CALLS).flatMap(([mutation, inputs]) => inputs.map((input, i) => ({ mutation, input, i }))))("$mutation ($i) changes nothing untold", async ({ mutation, input }) => {
  const person = mutation in BY ? BY[mutation] : "accounting";
  const given = await input();
  let columns: string[] = [];
  const changes = await changesOf(async () => {
    columns = await columnsUntold(async () => expect(await story.does(person, mutation, given)).toMatchObject({ code: undefined }));
  });
  expect(changes).not.toHaveLength(0);
  expect([...untold(changes), ...columns]).toEqual([]);
});

test("signing out changes nothing untold, and neither does a refusal of any kind", async () => {
  const { record: token } = await story.does(undefined, "signIn", { email: "admin@halden-trading.example", password: "admin has a long password", bearer: true });
  expect(token).toMatch(/^tower_session_/);
  const { draft } = await story.draft();
  const changes = await changesOf(async () => {
    await call(tower.url, "mutation { signOut { refusal { code } } }", {}, token);
    for (const person of ["viewer", "legal", "accounting"]) await story.does(person, "draftApprove", { ...approval(draft), version: 99 });
    await story.does(undefined, "signIn", { email: "sales@halden-trading.example", password: "wrong" });
  });
  expect(changes.map(({ table }) => table).sort()).toEqual(["sessions"]);
  expect(untold(changes)).toEqual([]);
});

test("what jobs do is told as well: alarms, posts, sweeps, endings", async () => {
  const { task } = await story.task();
  const { draft } = await story.draft();
  await story.approved();
  const { exception, task: cleared } = await story.draft();
  await story.rows(`UPDATE drafts SET expires_at = $2 WHERE id = $1`, [draft.id, NOW]);
  await story.rows(`UPDATE exceptions SET state = 'resolved', resolved_at = $2 WHERE id = $1`, [exception.id, hour(-24 * 30)]);
  await story.rows(`UPDATE follow_up_tasks SET snoozed_until = $2 WHERE id = $1`, [cleared.id, NOW]);
  const changes = await changesOf(async () => {
    await story.check(task.id);
    await story.post();
    await expireDrafts(story.system);
    await endClearedTasks(story.system);
    tower.clock.advance({ days: 40 });
    await sweepClocks(story.system);
    await closeResolved(story.system);
  });
  expect(new Set(changes.map(({ table }) => table))).toEqual(new Set(["follow_up_tasks", "drafts", "draft_revisions", "ai_outputs", "outbound_messages", "delivery_events", "exceptions"]));
  expect(untold(changes)).toEqual([]);
});

test("no payload is without its entry", async () => {
  const alone = owner.query(`INSERT INTO audit_payloads (audit_id, payload, commitment) VALUES (gen_random_uuid(), '{}', '')`);
  await expect(alone).rejects.toMatchObject({ code: "23503", message: "a payload belongs to an entry" });
});
