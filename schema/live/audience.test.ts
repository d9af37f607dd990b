import { expect, test } from "@jest/globals";
import { parse, validate } from "graphql";
import { ActorKind, Role, TeamCode } from "../../entities/enums.js";
import type { Actor } from "../../server/policies/actor.js";
import { buildTowerSchema } from "../buildSchema.js";
import { audienceOf } from "./audience.js";
import type { EventStream } from "./stream.js";

const schema = buildTowerSchema();
const accountant = (userId: string, rest: Partial<Actor> = {}): Actor =>
  ({ kind: ActorKind.USER, userId, name: userId, roles: [Role.ACCOUNTING], teams: [TeamCode.ACCOUNTING], regions: [], sessionId: `${userId}'s`, ...rest });
const INES = accountant("ines");
const TOMAS = accountant("tomas");

const NOUNS = { exceptionEvents: "ExceptionCase", taskEvents: "FollowUpTask", approvalEvents: "Draft", timeline: "AuditEntry" };
function audience(query: string, actor: Actor, variableValues: Record<string, unknown> = {}, epoch = "1") {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const noun = Object.entries(NOUNS).find(([field]) => query.includes(field))![1];
  return audienceOf({ schema, document, variableValues }, { epoch, noun } as EventStream, actor);
}

const TASKS = `subscription($after: String, $n: Int) { taskEvents(after: $after) { cursor followUpTask { status availableTransitions distributor { legalName } auditEntries(first: $n) { type } } } }`;

test("people of equal rights hear the same, whoever they are and wherever they go on", () => {
  expect(audience(TASKS, TOMAS)).toBe(audience(TASKS, INES));
  expect(audience(TASKS, TOMAS, { after: "a" })).toBe(audience(TASKS, INES, { after: "b" }));
  expect(audience(TASKS, accountant("ines", { sessionId: "another" }))).toBe(audience(TASKS, INES));
});

test("another document, variable, history, region or role is another audience", () => {
  const base = audience(TASKS, INES, { n: 1 });
  const others = [
    audience(TASKS.replace("cursor", "cursor type"), INES, { n: 1 }),
    audience(TASKS, INES, { n: 2 }),
    audience(TASKS, INES, { n: 1 }, "2"),
    audience(TASKS, accountant("ines", { regions: ["Iberia"] }), { n: 1 }),
    audience(TASKS, accountant("ines", { regions: ["Nordics"] }), { n: 1 }),
  ];
  expect(new Set([base, ...others]).size).toBe(others.length + 1);

  const facts = `subscription { exceptionEvents { exception { facts { label } } } }`;
  const logistics = accountant("jonas", { roles: [Role.LOGISTICS] });
  expect(audience(facts, logistics)).not.toBe(audience(facts, INES)); // a rule for some fields alone
});

test("where a rule of a noun that is asked for names its reader, each has their own", () => {
  const drafts = `subscription { taskEvents { followUpTask { drafts { state } } } }`;
  expect(audience(drafts, TOMAS)).not.toBe(audience(drafts, INES));
  const approvals = `subscription { approvalEvents { cursor type } }`;
  expect(audience(approvals, TOMAS)).not.toBe(audience(approvals, INES));
  const hidden = `subscription { taskEvents { followUpTask { ...deep } } } fragment deep on FollowUpTask { exception { followUpTasks { drafts { id } } } }`;
  expect(audience(hidden, TOMAS)).not.toBe(audience(hidden, INES));
});

test("where a computed field may ask who reads, each has their own, though their rules be equal", () => {
  const entries = (field: string) => `subscription($s: TimelineSubject!) { timeline(subject: $s) { entry { ${field} } } }`;
  const subject = { s: { kind: "TASK", id: "1" } };
  expect(audience(entries("type"), TOMAS, subject)).toBe(audience(entries("type"), INES, subject));
  expect(audience(entries("details"), TOMAS, subject)).not.toBe(audience(entries("details"), INES, subject));
});

test("a variable is left out only where it is the cursor and nothing else", () => {
  const twice = `subscription($after: String, $is: Boolean!) { taskEvents(after: $after) { cursor type @include(if: $is) } }`;
  expect(audience(twice, INES, { after: "a", is: true })).toBe(audience(twice, INES, { after: "b", is: true }));
  expect(audience(twice, INES, { after: "a", is: true })).not.toBe(audience(twice, INES, { after: "a", is: false }));
  const literal = (cursor: string) => `subscription { taskEvents(after: "${cursor}") { cursor } }`;
  expect(audience(literal("a"), INES)).not.toBe(audience(literal("b"), INES));
  const named = `subscription($from: String, $after: TimelineSubject!) { timeline(subject: $after, after: $from) { cursor } }`;
  const about = (id: string) => ({ kind: "TASK", id });
  expect(audience(named, INES, { from: "a", after: about("1") })).toBe(audience(named, INES, { from: "b", after: about("1") }));
  expect(audience(named, INES, { from: "a", after: about("1") })).not.toBe(audience(named, INES, { from: "a", after: about("2") }));
});
