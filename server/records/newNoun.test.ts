import "../testing/quote/index.js"; // first: what is let in later than the schema is built is not in it
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { connectSocket, eventually } from "../testing/socketClient.js";
import { startTower, type TestTower } from "../testing/startTower.js";
import { Story } from "../testing/story.js";
import { Quotes } from "../testing/quote/quote.migration.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  const owner = new pg.Client({ connectionString: tower.ownerUrl });
  await owner.connect();
  await new Quotes().up(owner as never);
  await owner.end();
  story = new Story(tower);
});
afterAll(() => tower.close());

const FILE = (...lines: string[]) => ["number,distributor,currency,value,valid_until,state,sku,quantity", ...lines].join("\n");
const importQuotes = (...lines: string[]) => story.does("sales", "recordsImport", { kind: "QUOTES", fileName: "quotes.csv", content: FILE(...lines), preview: false });
const quote = async (number: string) => (await story.rows(`SELECT * FROM quotes WHERE number = $1`, [number]))[0] as any;

test("a noun that the product has never seen is imported with its part, and each change of either is told once", async () => {
  const distributor = await tower.given.distributor();
  expect(await importQuotes(`Q-1,${distributor.number},EUR,1250.50,2026-12-20,offered,KAYAK-7,10`)).toMatchObject({ code: undefined, record: { createdCount: 1 } });
  expect(await quote("Q-1")).toMatchObject({ value_minor: 125_050, state: "offered", distributor_id: distributor.id });
  expect((await importQuotes(`Q-1,${distributor.number},EUR,1250.50,2026-12-20,offered,KAYAK-7,12`)).code).toBeUndefined();
  expect(await importQuotes(`Q-1,${distributor.number},EUR,1250.50,2026-12-20,offered,KAYAK-7,12`)).toMatchObject({ record: { unchangedCount: 1 } });
  const { id, version } = await quote("Q-1");
  expect(version).toBe(2);
  expect(await tower.trail(id)).toEqual(["quote.created", "quote.updated"]);
  const { data } = await tower.as("sales")(`query($id: ID!) { auditEntries(filter: { recordId: $id }) { nodes { type subjectKind subjectNumber distributor { id } details } } }`, { id });
  expect(data.auditEntries.nodes[0]).toMatchObject({ type: "quote.updated", subjectKind: "quote", subjectNumber: "Q-1", distributor: { id: distributor.id }, details: { before: { "line KAYAK-7": { quantity: 10 } }, after: { "line KAYAK-7": { quantity: 12 } } } });
  expect(await story.rows(`SELECT record_kind, quote_id FROM external_refs WHERE external_id = 'Q-1'`)).toEqual([{ record_kind: "quote", quote_id: id }]);
  expect(await importQuotes(`Q-1,${distributor.number},EUR,1250.50,2026-12-20,accepted,KAYAK-7,12`)).toMatchObject({ code: undefined });
  expect(await story.does("accounting", "recordsImport", { kind: "QUOTES", fileName: "quotes.csv", content: FILE(), preview: false })).toMatchObject({ code: "FORBIDDEN" });
});

test("a case is about it, cites its fields by right, follows it on its timeline, and holds it out of the archive", async () => {
  const distributor = await tower.given.distributor();
  await importQuotes(`Q-2,${distributor.number},EUR,980.00,2026-12-20,accepted,KAYAK-7,4`);
  const { id } = await quote("Q-2");
  const live = connectSocket(tower.url, { token: tower.token("sales") });
  const { relay } = tower.services;
  await relay.settle();
  const cursor = (await relay.after(relay.head - 1))[0]!.cursor;
  const heard = live.follow(`subscription($subject: TimelineSubject!, $after: String) { timeline(subject: $subject, after: $after) { type } }`, { subject: { kind: "QUOTE", id }, after: cursor });
  const opened = await story.done("sales", "exceptionOpen", { subjectKind: "QUOTE", subjectId: "Q-2", title: "They want the old price", severity: 2 });
  await tower.settle();
  await eventually(() => expect(heard.events).toHaveLength(1));
  expect(heard.events[0]).toEqual({ type: "exception.opened" });
  live.close();
  const ask = async (person: "sales" | "logistics") => (await tower.as(person)(`query($id: ID!) { exception(id: $id) { subjectKind subjectNumber ownerTeam value { amountMinor } facts { label value record } } }`, { id: opened.record.id })).data.exception;
  expect(await ask("sales")).toEqual({ subjectKind: "QUOTE", subjectNumber: "Q-2", ownerTeam: "SALES_OPS", value: { amountMinor: 98_000 }, facts: [{ label: "Quoted", value: "EUR 980.00", record: "Q-2" }, { label: "Valid until", value: "2026-12-20", record: "Q-2" }] });
  expect((await ask("logistics")).facts.map(({ label }: { label: string }) => label)).toEqual(["Valid until"]);

  const { version } = await quote("Q-2");
  const refused = await story.does("sales", "quoteArchive", { id, version, reason: "Nobody asks for it any more." });
  expect(refused).toMatchObject({ code: "WRONG_STATE", message: `Q-2 can't be archived while work is open: ${opened.record.number}. End that first.` });
  await story.done("sales", "exceptionDismiss", { exceptionId: opened.record.id, version: opened.record.version, reason: "They took it after all." });
  await story.done("sales", "quoteArchive", { id, version, reason: "Nobody asks for it any more." });
  expect((await quote("Q-2")).archived_at).not.toBeNull();
  expect(await importQuotes(`Q-2,${distributor.number},EUR,990.00,2026-12-20,accepted,KAYAK-7,4`)).toMatchObject({ record: { createdCount: 0 } });
  await story.done("sales", "quoteRestore", { id, version: version + 1 });
  expect(await quote("Q-2")).toMatchObject({ archived_at: null, value_minor: 98_000 });
  expect((await tower.trail(id)).slice(-2)).toEqual(["quote.archived", "quote.restored"]);
});

test("who has no right to it is refused, and an open one stays out of the archive", async () => {
  const distributor = await tower.given.distributor();
  await importQuotes(`Q-3,${distributor.number},EUR,10.00,2026-12-20,offered,KAYAK-7,1`);
  const { id, version } = await quote("Q-3");
  expect((await story.does("accounting", "quoteArchive", { id, version, reason: "Old" })).code).toBe("FORBIDDEN");
  expect((await story.does("iberianSales", "quoteArchive", { id, version, reason: "Old" })).code).toBe("NOT_FOUND");
  expect(await story.does("sales", "quoteArchive", { id, version, reason: "Old" })).toMatchObject({ code: "WRONG_STATE", message: expect.stringContaining("Q-3. End that first.") });
});
