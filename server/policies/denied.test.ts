import { subject } from "@casl/ability";
import { ActorKind, Role, TeamCode } from "../../entities/enums.js";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import { OutboundMessage } from "../../entities/OutboundMessage.js";
import { Draft } from "../../entities/Draft.js";
import { abilityFor, isDecision } from "./ability.js";
import type { Actor } from "./actor.js";
import { authorize, authorizeNoun } from "./authorize.js";
import { lackOfScope, Scope } from "./scopes.js";

const admin = { userId: "u", name: "Ines Okafor", roles: [Role.ADMIN], teams: Object.values(TeamCode), regions: [] };
const token: Actor = { ...admin, kind: ActorKind.INTEGRATION, tokenId: "t", scopes: Object.values(Scope) };
const system: Actor = { kind: ActorKind.SYSTEM, name: "Control tower", roles: [], teams: [], regions: [] };
/** Even one that was handed an administrator's roles. */
const agent: Actor = { ...admin, kind: ActorKind.AGENT, agentProfileId: "mine" };
const ACTORS = { agent, token, system };

const task = (agentProfileId: string) => Object.assign(new FollowUpTask(), { id: "1", agentProfileId, ownerTeam: TeamCode.LEGAL });
const onTask = <E extends object>(record: E, agentProfileId: string) => Object.assign(record, { id: "2", task: task(agentProfileId), ownerTeam: TeamCode.LEGAL });

describe.each(Object.entries(ACTORS))("what no policy grants is refused to the %s", (_name, actor) => {
  test.each(["teleport", "decideTeleport", "changeOwner", "all", "manage"])("%s", (action) => {
    expect(() => authorize(actor, action, task("mine"))).toThrow(expect.objectContaining({ code: "FORBIDDEN" }));
    expect(() => authorizeNoun(actor, action, "FollowUpTask", "teleport tasks")).toThrow(expect.objectContaining({ code: expect.stringMatching(/FORBIDDEN|UNAUTHENTICATED/) }));
  });

  test("decisions", () => {
    for (const action of ["decide", "decideOnboarding", "decideCredit"]) {
      for (const record of [task("mine"), onTask(new Draft(), "mine"), onTask(new OutboundMessage(), "mine")]) {
        expect(() => authorize(actor, action, record)).toThrow("Only a person decides");
      }
      for (const noun of ["Draft", "ExceptionCase", "Invoice", "Document", "Distributor", "OrderHold", "Shipment"]) expect(abilityFor(actor).can(action, noun)).toBe(false);
    }
  });
});

test("a mutation that nobody thought of is closed to a token with every scope", () => {
  expect(lackOfScope(token, "Mutation", "orderTeleport")).toMatch(/closed to tokens/);
});

test("a decision is told by its action's name", () => {
  expect(["decide", "decideCredit", "decided", "change"].map(isDecision)).toEqual([true, true, false, false]);
});

test.each([
  // what the agent may do to what is its own, and to another agent's
  ["read", "FollowUpTask", true, false], ["propose", "FollowUpTask", true, false], ["change", "FollowUpTask", false, false],
  ["read", "Draft", true, false], ["change", "Draft", false, false], ["read", "OutboundMessage", true, false], ["change", "OutboundMessage", false, false],
  ["read", "Distributor", false, false], ["read", "Invoice", false, false], ["read", "AuditEntry", false, false], ["change", "User", false, false],
  ["open", "ExceptionCase", false, false], ["detect", "ExceptionCase", false, false], ["import", "ImportRun", false, false],
])("an agent: %s %s", (action, noun, own, others) => {
  const may = (id: string) => abilityFor(agent).can(action, subject(noun, { agentProfileId: id, task: { agentProfileId: id } }));
  expect([may("mine"), may("another's")]).toEqual([own, others]);
});

test.each([
  ["read", "Draft", true], ["change", "Channel", true], ["change", "User", true], ["change", "FxRate", true], ["change", "Invoice", true], ["import", "ImportRun", true],
  ["detect", "ExceptionCase", true], ["open", "ExceptionCase", true], ["change", "FollowUpTask", true], ["propose", "FollowUpTask", true], ["change", "Draft", true],
  ["change", "Approval", false], ["change", "AuditEntry", false], ["change", "ApiToken", false], ["change", "Team", false], ["change", "RuleSetting", false],
  ["import", "User", false], ["propose", "Draft", false],
])("the system: %s %s is %s", (action, noun, may) => expect(abilityFor(system).can(action, noun)).toBe(may));
