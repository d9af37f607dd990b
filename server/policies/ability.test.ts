import { ActorKind, Role } from "../../entities/enums.js";
import { abilityFor, mergePolicies, type Policy } from "./ability.js";
import type { Actor } from "./actor.js";

const orders: Policy = (can, cannot, { roles, regions }) => {
  if (!roles.length) return;
  can("read", "Order", regions.length ? { "distributor.region": { $in: regions } } : {});
  if (roles.includes(Role.VIEWER)) cannot("read", "Order", "margin");
};
const actor = (part: Partial<Actor>): Actor => ({ kind: ActorKind.USER, name: "Ines Okafor", roles: [], teams: [], regions: [], ...part });
class Order { constructor(readonly distributor: { region: string }) {} }

test("policies read as conditions on the record itself", () => {
  const ability = mergePolicies([orders], actor({ roles: [Role.SALES, Role.VIEWER], regions: ["EMEA"] }));
  expect(ability.can("read", new Order({ region: "EMEA" }))).toBe(true);
  expect(ability.can("read", new Order({ region: "APAC" }))).toBe(false);
  expect(ability.can("read", new Order({ region: "EMEA" }), "margin")).toBe(false);
});

test("the system reads everything and may not change it by that alone", () => {
  const ability = abilityFor(actor({ kind: ActorKind.SYSTEM }));
  expect(ability.can("read", new Order({ region: "APAC" }))).toBe(true);
  expect(ability.can("change", "Team")).toBe(false);
  expect(ability.can("decide", "Order")).toBe(false);
});

test("equal people share an ability, whatever their name and session", () => {
  const known = abilityFor(actor({ roles: [Role.LEGAL] }));
  expect(abilityFor(actor({ roles: [Role.LEGAL], name: "Tomasz Brandl", sessionId: "s" }))).toBe(known);
  expect(abilityFor(actor({ roles: [Role.LEGAL], regions: ["EMEA"] }))).not.toBe(known);
});
