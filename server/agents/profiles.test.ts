import { AgentAction, TeamCode } from "../../entities/enums.js";
import { RULES } from "../domain/detection/catalogue.js";
import { AGENTS, agentByCode, wordingFor } from "./profiles.js";

test("there is one agent a team, found by its code", () => {
  expect(AGENTS.map(({ team }) => team).sort()).toEqual(Object.values(TeamCode).sort());
  for (const agent of AGENTS) expect(agentByCode(agent.code)).toBe(agent);
  expect(agentByCode("constructor")).toBeUndefined();
});

test.each(AGENTS)("$name may recommend and never act", ({ allowedActions, blockedActions, prompt, promptVersion, code }) => {
  expect(blockedActions).toEqual(expect.arrayContaining([AgentAction.SEND_WITHOUT_APPROVAL, AgentAction.RELEASE_SHIPMENT, AgentAction.MODIFY_INVOICE]));
  expect(allowedActions.filter((action) => blockedActions.includes(action))).toEqual([]);
  expect(prompt).not.toMatch(/[{}]/);
  expect(promptVersion).toMatch(new RegExp(`^${code.split("_")[0]}`));
});

test("a type is worded once", () => {
  const types = AGENTS.flatMap(({ wordings }) => Object.keys(wordings));
  expect(new Set(types).size).toBe(types.length);
  expect(wordingFor("toString")).toBeUndefined();
});

test("every rule of the catalogue has an agent and words", () => {
  for (const { code, agent } of RULES) expect([code, agentByCode(agent)?.code, typeof wordingFor(code)]).toEqual([code, agent, "object"]);
});
