import type { AgentAction } from "../../entities/enums.js";
import type { Fact } from "../../entities/Fact.js";
import type { DraftRequest, DraftResult } from "../ports/Drafter.js";
import type { Ungrounded } from "./grounding.js";

export type DraftBrief = DraftRequest;

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
  ungrounded: UngroundedFigure[];
  factsAsSent: Fact[];
}
