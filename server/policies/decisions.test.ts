import { subject } from "@casl/ability";
import { ActorKind, Role, TeamCode } from "../../entities/enums.js";
import { openPostingDesk, type PostingDesk } from "../testing/postingDesk.js";
import { createTestDatabase, type TestDatabase } from "../testing/testDatabase.js";
import { abilityFor } from "./ability.js";

let database: TestDatabase;
let desk: PostingDesk;
beforeAll(async () => {
  database = await createTestDatabase();
  desk = await openPostingDesk(database.migrationUrl, new Date("2026-11-23T09:00:00Z"));
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

test("the database lets those decide on a draft whom the policy lets", async () => {
  const { draftId } = await desk.given({ pending: true });
  await desk.owner.query(`INSERT INTO teams (created_at, updated_at, code, name) VALUES (now(), now(), 'legal', 'Legal') ON CONFLICT DO NOTHING`);
  const record = subject("Draft", { ownerTeam: TeamCode.ACCOUNTING, task: { assigneeId: null }, distributor: { region: "Nordics" } });
  const differences: object[] = [];
  let allowed = 0;
  for (const roles of [[], ...Object.values(Role).map((role) => [role]), [Role.VIEWER, Role.SALES], [Role.VIEWER, Role.ADMIN]]) {
    for (const teams of [[], [TeamCode.ACCOUNTING], [TeamCode.LEGAL], [TeamCode.ACCOUNTING, TeamCode.LEGAL]]) {
      for (const regions of [[], ["Nordics"], ["Iberia"], ["Iberia", "Nordics"]]) {
        await desk.owner.query(`UPDATE users SET roles = $1, regions = $2`, [roles, regions]);
        await desk.owner.query(`DELETE FROM team_members`);
        await desk.owner.query(`INSERT INTO team_members (team_id, user_id) SELECT id, $1 FROM teams WHERE code = ANY ($2)`, [desk.person.userId, teams]);
        const policy = abilityFor({ kind: ActorKind.USER, userId: desk.person.userId, name: "Ines Moreau", roles, teams, regions }).can("decide", record);
        const { rows: [{ refusal }] } = await desk.owner.query(`SELECT tower_why_not_decide($1, $2) AS refusal`, [draftId, desk.person.userId]);
        if (policy) allowed++;
        if (policy !== (refusal === null)) differences.push({ roles, teams, regions, policy, refusal });
      }
    }
  }
  expect(differences).toEqual([]);
  expect(allowed).toBeGreaterThan(20);
});
