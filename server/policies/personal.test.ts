import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { getMetadataStorage } from "type-graphql";
import { getMetadataArgsStorage } from "typeorm";
import { sensitivityOf } from "../../entities/columns.js";
import { ActorKind, Role, TeamCode } from "../../entities/enums.js";
import { ENTITIES } from "../../entities/index.js";
import { rightsOf } from "../read/rights.js";
import { startTower, type TestTower } from "../testing/startTower.js";
import { Story } from "../testing/story.js";
import { abilityFor } from "./ability.js";

/** Names of colleagues beside what they did are for everybody who reads what they did. */
const FOR_EVERYBODY = ["User.name", "AuditEntry.actorName"];

/** Personal columns that the API shows. */
const shown = ENTITIES.flatMap((entity) => getMetadataArgsStorage().columns
  .filter(({ target, propertyName }) => target === entity && sensitivityOf(entity, propertyName) === "personal")
  .filter(({ propertyName }) => getMetadataStorage().fields.some(({ target, name }) => target === entity && name === propertyName))
  .map(({ propertyName }) => [entity.name, propertyName] as const));

let tower: TestTower;
beforeAll(async () => { tower = await startTower(); });
afterAll(() => tower.close());

test("viewers read no personal data, whatever team they sit in", () => {
  const { shape } = rightsOf(abilityFor({ kind: ActorKind.USER, userId: "01a206b2-0000-7000-8000-000000000000", name: "Piotr Zielinski", roles: [Role.VIEWER], teams: Object.values(TeamCode), regions: [] }));
  expect(shown.length).toBeGreaterThan(8);
  expect(shown.filter(([noun, field]) => shape.record(noun) !== "never" && shape.field(noun, field) !== "never").map((each) => each.join("."))).toEqual(FOR_EVERYBODY.reverse());
});

test("nor does a story tell a viewer of the team whom a message goes to", async () => {
  const story = new Story(tower);
  const { task } = await story.approved();
  const { userId } = await tower.actor("viewer");
  await story.rows(`INSERT INTO team_members (team_id, user_id) SELECT id, $1 FROM teams WHERE code = 'accounting'`, [userId]);
  const told = async (person: string) => (await tower.as(person)(`query($id: ID!) { auditEntries(filter: { taskId: $id, type: ["message.queued"] }) { nodes { details } } }`, { id: task.id })).data.auditEntries.nodes;
  expect(await told("accounting")).toMatchObject([{ details: { recipient: expect.any(String) } }]);
  const [{ details }] = await told("viewer");
  expect(JSON.stringify(details)).not.toContain("recipient");
  expect((await tower.as("viewer")(`{ outboundMessages { nodes { status recipient } } }`)).data.outboundMessages.nodes).toMatchObject([{ status: "QUEUED", recipient: null }]);
});
