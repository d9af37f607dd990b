import type { AgentAction } from "../../entities/enums.js";
import type { Fact } from "../../entities/Fact.js";
import type { DraftRequest, DraftResult } from "../ports/Drafter.js";
import type { Ungrounded } from "./grounding.js";
import type { KnownPerson } from "./masking.js";

/** A draft request with what else may be known; every addition may be left out. */
export interface DraftBrief extends DraftRequest {
  /** Wins over what is allowed. */
  blockedActions?: AgentAction[];
  /** People at the partner, so that their names are kept from the model. */
  contacts?: KnownPerson[];
  /** Rungs of the escalation ladder already taken. */
  escalationLevel?: number;
  /** Day the answer is due, YYYY-MM-DD; without it the severity decides how the message puts it. */
  dueBy?: string;
  /** False where sensitive amounts may not be written in this channel. */
  allowsAmounts?: boolean;
  /** Tokens the agent may still spend; none left means no call. */
  remainingTokens?: number;
}

/** Why there is no draft. The words are kept with the attempt and shown. */
export type DraftFailure = "timeout" | "refused" | "invalid" | "unavailable" | "budget";

export interface DraftContent {
  subject?: string;
  body: string;
  proposedAction?: AgentAction;
  /** Keys of the facts cited, F1 for the first one given. */
  citedFacts: string[];
}

export interface UngroundedFigure extends Ungrounded {
  part: "subject" | "body";
}

export interface DraftOutcome extends DraftResult {
  content: DraftContent | null;
  error?: DraftFailure;
  /** What went wrong in a sentence, without keys or personal data. */
  errorDetail?: string;
  ungrounded: UngroundedFigure[];
  factsAsSent: Fact[];
  /** What the model returned, unchanged and still masked. */
  returned?: unknown;
  /** What a reviewer should know: an action that was dropped, a wish that could not be followed. */
  notes: string[];
}
