import { AgentAction, type TeamCode } from "../../entities/enums.js";

/**
 * How the built-in template words one exception type. Braces name facts by field: {dueOn} the subject's, {title+} all of
 * them in a row, {carrier|the carrier} with a word in reserve. {subject}, {partner} and {other}, the other record that the
 * facts speak of, are there besides. A part in square brackets falls away when what it names is not on record.
 */
export interface Wording {
  /** What is stuck, to colleagues. */
  stuck: string;
  /** What it costs to leave it. */
  stakes: string;
  /** What colleagues are asked to say in reply. */
  answer: string;
  /** To the partner; absent where the matter is not discussed with the partner at all, by template or by model. */
  partner?: { about: string; opening: string; ask: string; firm?: string };
}

/** An agent as it ships: the defaults of its profile, its prompt, and its words without a model. */
export interface AgentDefinition {
  code: string;
  name: string;
  team: TeamCode;
  description: string;
  tone: string;
  /** Changes with every change of `prompt`, so that a draft tells which wording of the prompt made it. */
  promptVersion: string;
  prompt: string;
  /** Tools its model may call: none ships with one, a writer is handed its facts and can only answer. */
  tools: string[];
  allowedActions: AgentAction[];
  blockedActions: AgentAction[];
  wordings: Record<string, Wording>;
}

/** What no agent may ever do; a profile may block more, never fewer. */
export const ALWAYS_BLOCKED = [
  AgentAction.SEND_WITHOUT_APPROVAL,
  AgentAction.RELEASE_SHIPMENT,
  AgentAction.MODIFY_INVOICE,
  AgentAction.RELEASE_HOLD,
  AgentAction.CHANGE_CREDIT_LIMIT,
];

/** What every agent may do: write for review and recommend. */
export const ALWAYS_ALLOWED = [
  AgentAction.DRAFT_INTERNAL_UPDATE,
  AgentAction.DRAFT_EMAIL,
  AgentAction.RECOMMEND_ESCALATION,
  AgentAction.PROPOSE_NEXT_ACTION,
];
