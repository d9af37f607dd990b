import type { Actor } from "./actor.js";

/** What an integration's token may be made for. Within its scopes it can do what its user may do, and no more. */
export enum Scope {
  /** Reads records and hears of changes. */
  READ = "read",
  /** Opens exceptions, assigns agents, changes and ends follow-up tasks. */
  WORK = "work:write",
  /** Writes drafts and edits them. */
  DRAFTS = "drafts:write",
  /** Brings in records by file, enters exchange rates, and has the rules run over them. */
  IMPORT = "import",
}

/** A mutation that stands nowhere here is closed to tokens. */
const OF_MUTATIONS = new Map<string, Scope>([
  ["exceptionOpen", Scope.WORK],
  ["exceptionAssignAgent", Scope.WORK],
  ["followUpTaskUpdate", Scope.WORK],
  ["followUpTaskSnooze", Scope.WORK],
  ["followUpTaskResolve", Scope.WORK],
  ["followUpTaskReopen", Scope.WORK],
  ["draftPropose", Scope.DRAFTS],
  ["draftEdit", Scope.DRAFTS],
  ["recordsImport", Scope.IMPORT],
  ["detectionRun", Scope.IMPORT],
  ["exchangeRateEnter", Scope.IMPORT],
]);

/** Decisions are a person's; the verbs themselves refuse everybody else, and put the attempt on record beside what it was about. */
const OF_PERSONS = new Set(["draftApprove", "draftReject", "draftRedo", "exceptionDismiss", "outboundMessageSettle"]);

/** Why the actor's token is not made for a root field of the API; undefined where it is, or where no token is used. */
export function lackOfScope({ tokenId, scopes = [] }: Actor, type: "Query" | "Mutation" | "Subscription", field: string): string | undefined {
  if (!tokenId) return undefined;
  if (type === "Mutation" && OF_PERSONS.has(field)) return scopes.some(isKnown) ? undefined : "This token has no scope.";
  const needed = type === "Mutation" ? OF_MUTATIONS.get(field) : Scope.READ;
  if (!needed) return `${field} is closed to tokens; a person signs in for it.`;
  return scopes.includes(needed) ? undefined : `This token lacks the scope ${needed}, which ${field} needs.`;
}

const isKnown = (scope: string) => (Object.values(Scope) as string[]).includes(scope);
