import type { AgentAction, ChannelKind, TeamCode } from "../../entities/enums.js";
import type { Fact } from "../../entities/Fact.js";

/** Everything an agent may know when it writes: nothing here is an address, a permission or a key. */
export interface DraftRequest {
  agent: { name: string; code: string; tone: string; promptVersion: string; team: TeamCode };
  exception: { number: string; type: string; title: string; severity: number; recommendedAction: string; tags: string[] };
  distributor: { number: string; legalName: string; country: string };
  subjectNumber: string;
  channel: { kind: ChannelKind; name: string; audience: "team" | "partner" };
  facts: Fact[];
  previousMessages: { sentAt: Date; text: string; reply?: string }[];
  /** A person's wish when asking to redo. */
  instruction?: string;
  promptContext?: string;
  allowedActions: AgentAction[];
  action: AgentAction;
  today: string;
  assigneeName?: string;
  /** Wins over what is allowed. */
  blockedActions?: AgentAction[];
  /** People at the partner, so that their names are kept from the model. */
  contacts?: KnownPerson[];
  /** Rungs of the escalation ladder already taken. */
  escalationLevel?: number;
  /** Day by which an answer may be asked for, YYYY-MM-DD; never one that has passed. */
  dueBy: string;
  /** False where sensitive amounts may not be written in this channel. */
  allowsAmounts?: boolean;
  /** Tokens the agent may still spend; none left means no call. */
  remainingTokens?: number;
}

/** Somebody whose name and addresses a model never sees. */
export interface KnownPerson { name: string; email?: string | null; phone?: string | null }

/** A part of a text, by character offsets. */
export interface Highlight { text: string; start: number; end: number; reason?: string; factIndex?: number }

export interface DraftResult {
  content: { subject?: string; body: string; proposedAction?: string; citedFacts: string[] } | null;
  /** Why there is no content: timeout, refused, invalid, unavailable or budget. */
  error?: string;
  provider: string;
  model: string;
  promptVersion: string;
  inputTokens?: number;
  outputTokens?: number;
  latencyMs: number;
  ungrounded: Highlight[];
  /** The facts as the model saw them, personal data masked. */
  factsAsSent: unknown;
  /** What went wrong in a sentence, without keys or personal data. */
  errorDetail?: string;
  /** What the model returned, unchanged and still masked. */
  returned?: unknown;
  /** What a reviewer should know: an action that was dropped, a wish that could not be followed. */
  notes: string[];
}

/** Whoever writes drafts: a model behind a chain, or the labelled templates when none is configured. */
export interface Drafter {
  /** Provider and model as people read it, for example `openai gpt-4o` or `built-in templates`. */
  readonly label: string;
  /** Whether what it is asked goes to a model, which may stand outside. */
  readonly callsModel?: boolean;
  /** Never throws for a model's fault: a failed call is a result with its error, so that it can be put on record. */
  draft(request: DraftRequest): Promise<DraftResult>;
  /** Every figure of a text: with its fact, or with the reason why none of the facts supports it. */
  ground(body: string, facts: Fact[], known: string[]): { grounded: Highlight[]; ungrounded: Highlight[] };
}
