import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { getNamedType, getNullableType, type GraphQLField, isInputObjectType, isNonNullType } from "graphql";
import { day, hour } from "../server/testing/builders.js";
import { startTower, type TestTower } from "../server/testing/startTower.js";
import { Story } from "../server/testing/story.js";
import { buildTowerSchema } from "./buildSchema.js";

const schema = buildTowerSchema();
const ABSENT = "01a206b2-0000-7000-8000-000000000000";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

describe("a root field that fails", () => {
  const update = `mutation($a: FollowUpTaskUpdateInput!, $b: FollowUpTaskUpdateInput!) { a: followUpTaskUpdate(input: $a) { followUpTask { promptContext } } b: followUpTaskUpdate(input: $b) { followUpTask { id } } }`;

  test("takes nothing from what was done before it", async () => {
    const { task } = await story.task();
    for (const promptContext of ["first", "again, as a known document"]) {
      const { version } = await story.read(task.id, "follow_up_tasks");
      const { data, errors } = await tower.as("accounting")(update, { a: { taskId: task.id, version, promptContext }, b: { taskId: ABSENT, version: 1 } });
      expect(data).toEqual({ a: { followUpTask: { promptContext } }, b: null });
      expect(errors).toMatchObject([{ path: ["b"], extensions: { code: "NOT_FOUND" } }]);
    }
  });

  test("takes nothing from what is asked beside it", async () => {
    const invoice = await tower.given.invoice();
    const { data, errors } = await tower.as("viewer")(`{ rules { code } invoices(filter: { search: "${invoice.number}" }) { nodes { number } } approvals(first: 900) { nodes { id } } }`);
    expect(data).toEqual({ rules: null, invoices: { nodes: [{ number: invoice.number }] }, approvals: null });
    expect(errors!.map(({ extensions }) => extensions!.code).sort()).toEqual(["BAD_USER_INPUT", "FORBIDDEN"]);
  });
});

test.each(["orders", "importIssues", "payments"])("a page of %s that is too long is told how long it may be", async (list) => {
  for (const first of ["2147483647", "201"]) {
    const { errors } = await tower.as("admin")(`{ ${list}(first: ${first}) { nodes { id } } }`);
    expect(errors).toMatchObject([{ message: expect.stringContaining("at most 200"), extensions: { code: "BAD_USER_INPUT", field: "first" } }]);
  }
});

describe("days and instants", () => {
  const NO_DAYS = ["today", "infinity", "01/02/2026", "Nov 30 2026", "2026-02-30", ""];

  test.each(NO_DAYS)("%s is no day, in a variable or in the document", async (value) => {
    const inVariable = await tower.as("sales")("query($filter: OrderFilter) { orders(filter: $filter) { nodes { id } } }", { filter: { promisedFrom: value } });
    const inDocument = await tower.as("sales")(`{ orders(filter: { promisedFrom: ${JSON.stringify(value)} }) { nodes { id } } }`);
    for (const { errors } of [inVariable, inDocument]) {
      expect(errors).toMatchObject([{ message: expect.stringContaining("YYYY-MM-DD"), extensions: { code: "BAD_USER_INPUT", field: "promisedFrom" } }]);
    }
  });

  test("days filter and are shown as days", async () => {
    const order = await tower.given.order({ promisedOn: day(7) });
    const query = `query($from: Date, $until: Date, $number: String!) { orders(filter: { search: $number, promisedFrom: $from, promisedUntil: $until }) { nodes { promisedOn } } }`;
    const found = async (variables: object) => (await tower.as("sales")(query, { number: order.number, ...variables })).data.orders.nodes;
    expect(await found({ from: day(7), until: day(7) })).toEqual([{ promisedOn: day(7) }]);
    expect(await found({ from: day(8) })).toEqual([]);
    expect(await found({ from: null })).toHaveLength(1);
  });

  test.each(["2026-11-31T08:00:00Z", "infinity", "tomorrow"])("%s is no instant", async (until) => {
    const { errors } = await tower.as("accounting")(`mutation($input: FollowUpTaskSnoozeInput!) { followUpTaskSnooze(input: $input) { refusal { code } } }`, { input: { taskId: "x", version: 1, until } });
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", field: "until" } }]);
  });
});

describe("a value that its field can't take", () => {
  test.each([
    ["followUpTasks", "{ assigneeId: [\"me\"] }", "assigneeId"], ["auditEntries", "{ taskId: \"FOLLOW-1\" }", "taskId"], ["exceptions", "{ minSeverity: 2147483647 }", undefined],
    ["orders", "{ search: \"nul\\u0000\" }", "search"], ["orders", "{ status: [NONSENSE] }", "status"], ["exceptions", "{ minSeverity: \"high\" }", "minSeverity"], ["orders", "{ distributor: [\"nul\\u0000\"] }", "distributor"],
  ])("in %s(filter: %s) is refused by its name", async (list, filter, field) => {
    const { errors, data } = await tower.as("admin")(`{ ${list}(filter: ${filter}) { nodes { id } } }`);
    if (field) expect(errors).toMatchObject([{ extensions: { code: expect.stringMatching("BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED"), field } }]);
    else expect(data[list].nodes).toEqual([]);
  });

  test("text with a NUL is refused by its field", async () => {
    const { exception } = await story.exception();
    expect(await story.does("accounting", "exceptionDismiss", { exceptionId: exception.id, version: exception.version, reason: "a\0b" })).toMatchObject({ code: "BAD_USER_INPUT", field: "reason", errors: undefined });
    expect(await story.does("accounting", "exceptionAssignAgent", { exceptionId: exception.id, version: exception.version, communicationChannels: ["slack:\0"] })).toMatchObject({ code: "BAD_USER_INPUT", field: "communicationChannels" });
    expect(await story.does("accounting", "exceptionAssignAgent", { exceptionId: exception.id, version: exception.version, escalationLadder: [{ afterMinutes: 1, toTeam: "LEGAL", sentence: "\0" }] })).toMatchObject({ code: "BAD_USER_INPUT", field: "sentence" });
    expect(await story.does(undefined, "signIn", { email: "a\0@b.example", password: "x" })).toMatchObject({ code: "BAD_USER_INPUT", field: "email" });
  });
});

describe("null", () => {
  type Root = GraphQLField<unknown, unknown>;
  const roots: Root[] = Object.values(schema.getQueryType()!.getFields());
  const optional = (fields: readonly { name: string; type: unknown }[]) => fields.filter(({ type }) => !isNonNullType(type)).map(({ name }) => name);

  test.each(roots.filter(({ args }) => args.length > 0 && args.every((arg) => arg.name === "id" || !isNonNullType(arg.type))).map((root) => [root.name, root] as const))("in %s is as if it were left out", async (name, { args }) => {
    const named = args.some((arg) => arg.name === "number");
    const nulls: string[] = optional(args).filter((arg) => !(named && arg === "id")).map((arg) => `${arg}: null`);
    const filter = args.find((arg) => arg.name === "filter");
    const filterType = filter && getNullableType(getNamedType(filter.type));
    const inFilter = isInputObjectType(filterType) ? optional(Object.values(filterType.getFields())).map((field) => `filter: { ${field}: null }`) : [];
    const given = args.some((arg) => arg.name === "id") ? [`id: "${ABSENT}"`] : [];
    const call = (more: string[]) => {
      const all = [...given, ...more];
      return tower.as("admin")(`{ ${name}${all.length ? `(${all.join(", ")})` : ""} { __typename } }`);
    };
    const without = await call([]);
    expect(["NOT_FOUND", undefined]).toContain(without.errors?.[0]?.extensions?.code);
    for (const each of [...nulls.filter((arg) => !inFilter.length || arg !== "filter: null").map((arg) => [arg]), ...inFilter.map((arg) => [arg])]) expect([each, await call(each)]).toEqual([each, without]);
  });

  test("names no record", async () => {
    const order = await tower.given.order();
    const ask = (args: string, variables = {}) => tower.as("sales")(`query($id: ID, $number: String) { order(${args}) { number } }`, variables);
    expect((await ask("id: $id, number: $number", { id: order.id, number: null })).data).toEqual({ order: { number: order.number } });
    expect((await ask("id: $id, number: $number", { id: null, number: order.number })).data).toEqual({ order: { number: order.number } });
    const inDocument = (args: string) => tower.as("sales")(`{ order(${args}) { number } }`);
    for (const reply of [await inDocument("id: null"), await inDocument("number: null"), await inDocument("id: null, number: null"), await ask("id: $id, number: $number", { id: order.id, number: order.number })]) {
      expect(reply.errors).toMatchObject([{ message: "Give the id or the number, one of both.", extensions: { code: "BAD_USER_INPUT", field: "id" } }]);
    }
  });

  test.each(["priority", "nextCheckAt", "retryCadenceMinutes", "channelPolicy", "communicationChannels", "allowedActions", "blockedActions"])("%s of a task can't be emptied", async (field) => {
    const { task } = await story.task();
    expect(await story.does("accounting", "followUpTaskUpdate", { taskId: task.id, version: task.version, [field]: null })).toMatchObject({ code: "BAD_USER_INPUT", field });
    expect((await story.read(task.id, "follow_up_tasks")).version).toBe(task.version);
  });

  test("in what a task may be without empties it", async () => {
    const { userId } = await tower.actor("secondAccountant");
    const { task } = await story.task({ assign: { assigneeId: userId, promptContext: "They moved house." } });
    await story.done("accounting", "followUpTaskUpdate", { taskId: task.id, version: task.version, assigneeId: null, promptContext: null });
    expect(await story.read(task.id, "follow_up_tasks")).toMatchObject({ assignee_id: null, prompt_context: null });
  });

  test("in the optional fields of a mutation is as if they were left out", async () => {
    const optionalOf = (input: string) => {
      const type = schema.getType(input);
      return isInputObjectType(type) ? Object.fromEntries(optional(Object.values(type.getFields())).map((field) => [field, null])) : {};
    };
    const invoice = await tower.given.invoice();
    const opened = await story.done("accounting", "exceptionOpen", { ...optionalOf("ExceptionOpenInput"), subjectKind: "INVOICE", subjectId: invoice.number, title: "Nobody answers" });
    const assigned = await story.done("accounting", "exceptionAssignAgent", { ...optionalOf("ExceptionAssignAgentInput"), exceptionId: opened.record.id, version: opened.record.version });
    await story.done("accounting", "followUpTaskSnooze", { ...optionalOf("FollowUpTaskSnoozeInput"), taskId: assigned.record.id, version: assigned.record.version, until: hour(4) });
    const { record: draft } = await story.done("accounting", "draftPropose", { ...optionalOf("DraftProposeInput"), taskId: assigned.record.id });
    await story.done("accounting", "draftEdit", { ...optionalOf("DraftEditInput"), draftId: draft.id, version: draft.version, body: "Please answer." });
    await story.done("accounting", "detectionRun", { ...optionalOf("DetectionRunInput") });
    await story.done("sales", "recordsImport", { ...optionalOf("RecordsImportInput"), kind: "DISTRIBUTORS", fileName: "d.csv", content: "number,legal_name,country,region\nD-1,Sund AS,NO,Nordics\n" });
  });
});
