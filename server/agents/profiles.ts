import { accountingAgent } from "./accounting/accountingAgent.js";
import type { AgentDefinition, Wording } from "./AgentDefinition.js";
import { legalAgent } from "./legal/legalAgent.js";
import { logisticsAgent } from "./logistics/logisticsAgent.js";
import { partnerSuccessAgent } from "./partnerSuccess/partnerSuccessAgent.js";
import { salesOperationsAgent } from "./salesOperations/salesOperationsAgent.js";

/** Every agent that ships; their profiles are written to the database at set-up and edited there. */
export const AGENTS: AgentDefinition[] = [accountingAgent, logisticsAgent, legalAgent, partnerSuccessAgent, salesOperationsAgent];

/** The agent behind a profile, if it is one that ships rather than one an admin made. */
export const agentByCode = (code: string): AgentDefinition | undefined => AGENTS.find((agent) => agent.code === code);

/** The words for a type, whichever agent wrote them: any agent may be given any exception. */
export function wordingFor(type: string): Wording | undefined {
  for (const { wordings } of AGENTS) if (Object.hasOwn(wordings, type)) return wordings[type];
  return undefined;
}
