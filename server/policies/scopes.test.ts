import { buildClientSchema, getIntrospectionQuery } from "graphql";
import { startTower, call, type TestTower } from "../testing/startTower.js";
import { Story } from "../testing/story.js";
import { ActorKind } from "../../entities/enums.js";
import { lackOfScope, Scope } from "./scopes.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

const holder = (...scopes: string[]) => ({ kind: ActorKind.INTEGRATION, userId: "u", name: "Warehouse system", roles: [], teams: [], regions: [], tokenId: "t", scopes });

/** What each scope opens beside the others; `person` is refused by the verb itself, whatever the token. */
const MUTATIONS: Record<string, string> = {
  exceptionOpen: "work:write", exceptionAssignAgent: "work:write", exceptionDismiss: "person",
  followUpTaskUpdate: "work:write", followUpTaskSnooze: "work:write", followUpTaskResolve: "work:write", followUpTaskReopen: "work:write",
  draftPropose: "drafts:write", draftEdit: "drafts:write", draftApprove: "person", draftReject: "person", draftRedo: "person",
  outboundMessageSettle: "person", recordsImport: "import", detectionRun: "import", exchangeRateEnter: "import", inboundEventReplay: "closed", signIn: "closed", signOut: "closed",
};

test("a token opens of every root field what its scopes name, and nothing that stands nowhere", async () => {
  const schema = buildClientSchema((await tower.as("admin")(getIntrospectionQuery())).data);
  const names = (type: { getFields(): object } | null | undefined) => Object.keys(type!.getFields());
  for (const mutation of names(schema.getMutationType())) {
    const opening = Object.values(Scope).filter((scope) => !lackOfScope(holder(scope), "Mutation", mutation));
    const expected = { closed: [], person: Object.values(Scope) }[MUTATIONS[mutation] ?? "closed"] ?? [MUTATIONS[mutation]];
    expect([mutation, opening]).toEqual([mutation, expected]);
    expect(lackOfScope(holder(), "Mutation", mutation)).toBeDefined();
    expect(lackOfScope(holder("admin", "*", "READ", " read"), "Mutation", mutation)).toBeDefined();
  }
  for (const [type, fields] of [["Query", names(schema.getQueryType())], ["Subscription", names(schema.getSubscriptionType())]] as const) {
    for (const field of fields) {
      expect(lackOfScope(holder("read"), type, field)).toBeUndefined();
      expect(lackOfScope(holder("work:write", "drafts:write", "import"), type, field)).toMatch(/lacks the scope read/);
    }
  }
  expect(lackOfScope(holder(...Object.values(Scope)), "Mutation", "somethingNew")).toMatch(/closed to tokens/);
});

test.each([[[]], [["everything"]]])("a token with the scopes %j gets nothing, and its attempt is on record", async (scopes) => {
  const token = await story.apiToken("accounting", scopes);
  const { task } = await story.task();
  const { userId } = await tower.actor("accounting");
  for (const query of ["{ viewer { name } }", "{ invoices { totalCount } }"]) expect((await call(tower.url, query, {}, token)).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  const told = () => story.rows(`SELECT FROM audit_logs WHERE type = 'access.refused' AND actor_id = $1 AND actor_kind = 'integration'`, [userId]);
  const before = (await told()).length;
  expect(await story.doesWith(token, "followUpTaskUpdate", { taskId: task.id, version: task.version, priority: "LOW" })).toMatchObject({ code: "FORBIDDEN" });
  expect(await story.read(task.id, "follow_up_tasks")).toMatchObject({ version: task.version });
  expect(await told()).toHaveLength(before + 1);
});

test("a token made to read reads, one made to work works, and neither does what the other may", async () => {
  const [reader, worker] = [await story.apiToken("accounting", ["read"]), await story.apiToken("accounting", ["work:write"])];
  const { task } = await story.task();
  const low = { taskId: task.id, version: task.version, priority: "LOW" };
  expect((await call(tower.url, "{ followUpTasks { totalCount } }", {}, reader)).errors).toBeUndefined();
  expect(await story.doesWith(reader, "followUpTaskUpdate", low)).toMatchObject({ code: "FORBIDDEN", message: "This token lacks the scope work:write, which followUpTaskUpdate needs." });
  expect(await story.doesWith(worker, "followUpTaskUpdate", low)).toMatchObject({ record: { priority: "LOW" } });
  expect((await call(tower.url, "{ followUpTasks { totalCount } }", {}, worker)).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
});
