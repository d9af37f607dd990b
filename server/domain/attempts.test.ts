import { untoldBefore } from "../audit/attempts.js";
import { NOW } from "../testing/builders.js";
import { startTower, type Person, type TestTower } from "../testing/startTower.js";
import { approval, Story } from "../testing/story.js";

const ABSENT = "01a206b2-0000-7000-8000-000000000000";
let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterEach(() => tower.clock.set(NOW));
afterAll(() => tower.close());

/** The attempts of a person that were put on record, each with its code and what it was about. */
async function attemptsOf(person: Person): Promise<object[]> {
  const { userId } = await tower.actor(person);
  return story.rows(
    `SELECT l.subject_kind AS about, l.subject_id AS id, p.payload->>'code' AS code FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id
     WHERE l.type = 'access.refused' AND l.actor_id = $1 ORDER BY l.id`, [userId]);
}
/** What a call adds to them. */
async function newAttempts(person: Person, work: () => Promise<unknown>): Promise<object[]> {
  const before = await attemptsOf(person);
  await work();
  return (await attemptsOf(person)).slice(before.length);
}

const DECISIONS: [string, (id: string) => object][] = [
  ["draftApprove", (draftId) => ({ draftId, version: 1, revisionId: ABSENT })],
  ["draftReject", (draftId) => ({ draftId, version: 1, reason: "No." })],
  ["draftRedo", (draftId) => ({ draftId, version: 1, instruction: "Anew." })],
  ["exceptionDismiss", (exceptionId) => ({ exceptionId, version: 1, reason: "No." })],
  ["outboundMessageSettle", (messageId) => ({ messageId, version: 1, sent: true })],
];

test.each(DECISIONS)("%s of what isn't there is told of who tried", async (mutation, input) => {
  const { userId } = await tower.actor("viewer");
  expect(await newAttempts("viewer", () => story.does("viewer", mutation, input(ABSENT)))).toEqual([{ about: "user", id: userId, code: "NOT_FOUND" }]);
});

test("an approval of what somebody may not see is told of the draft, and answered like one that isn't there", async () => {
  const { draft } = await story.draft();
  let seen, absent;
  const told = await newAttempts("viewer", async () => {
    seen = await story.does("viewer", "draftApprove", approval(draft));
    absent = await story.does("viewer", "draftApprove", { ...approval(draft), draftId: ABSENT });
  });
  expect(seen).toMatchObject({ code: "NOT_FOUND" });
  expect({ ...seen!, data: null }).toEqual({ ...absent!, data: null });
  expect(told).toMatchObject([{ about: "draft", id: draft.id, code: "NOT_FOUND" }, { about: "user", code: "NOT_FOUND" }]);
});

test("an approval too late, of old words or of what was decided is told of the draft", async () => {
  const { draft } = await story.draft();
  const about = { about: "draft", id: draft.id };
  expect(await newAttempts("accounting", () => story.does("accounting", "draftApprove", { ...approval(draft), revisionId: ABSENT }))).toEqual([{ ...about, code: "STALE_VERSION" }]);
  tower.clock.advance({ hours: 24 * 30 });
  expect(await newAttempts("accounting", () => story.does("accounting", "draftApprove", approval(draft)))).toEqual([{ ...about, code: "EXPIRED" }]);
  tower.clock.set(NOW);
  await story.done("secondAccountant", "draftReject", { draftId: draft.id, version: draft.version, reason: "Not now." });
  expect(await newAttempts("accounting", () => story.does("accounting", "draftApprove", approval(draft)))).toMatchObject([about]);
  expect(await newAttempts("accounting", () => story.does("accounting", "draftReject", { draftId: draft.id, version: draft.version + 1, reason: " " }))).toMatchObject([about]);
});

test("who tries without end fills nothing: a hundred are told, then one a minute, which says how many weren't", () => {
  const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
  const flood = Array.from({ length: 1_000 }, () => untoldBefore("somebody", NOW));
  expect(flood.filter((untold) => untold === 0)).toHaveLength(100);
  expect(flood.filter((untold) => untold === undefined)).toHaveLength(900);
  expect(untoldBefore("somebody else", NOW)).toBe(0);
  expect(untoldBefore("somebody", at(1))).toBe(900);
  expect(untoldBefore("somebody", at(1))).toBeUndefined();
  expect(untoldBefore("somebody", at(3))).toBe(1);
  expect(untoldBefore("somebody", at(0))).toBe(0);
  expect(untoldBefore("somebody", at(0))).toBeUndefined();
});
