import { type Changeable, graphql, type Request } from "./work.js";

/** A draft as its reviewer read it. */
export interface Reviewable extends Changeable { revisionId: string }

/** How one server is asked to snooze a task and to approve a draft, and how its answer is understood. */
export interface Verbs {
  snooze(task: Changeable, until: Date): Request;
  approve(draft: Reviewable): Request;
  /** The version of the record afterwards; throws where the verb was refused. */
  versionOf(answer: any): number;
}

const SNOOZE = `mutation Snooze($input: FollowUpTaskSnoozeInput!) {
  followUpTaskSnooze(input: $input) { refusal { code message } followUpTask { id taskId version status snoozedUntil } }
}`;
const APPROVE = `mutation Approve($input: DraftApproveInput!) {
  draftApprove(input: $input) { refusal { code message } draft { id version } }
}`;

const done = (version: unknown, answer: unknown): number => {
  if (typeof version === "number") return version;
  throw new Error(`A verb was refused: ${JSON.stringify(answer)}`);
};

export const towerVerbs: Verbs = {
  snooze: ({ id, version }, until) => graphql("/graphql", SNOOZE, { input: { taskId: id, version, until, reason: "They are closed." } }),
  approve: ({ id, version, revisionId }) => graphql("/graphql", APPROVE, { input: { draftId: id, version, revisionId } }),
  versionOf: (answer) => done((answer.data.followUpTaskSnooze?.followUpTask ?? answer.data.draftApprove?.draft)?.version, answer),
};

/** By hand, as statements that `servers/raw` runs. An approval by hand does not read the cited facts again. */
export const rawVerbs = (approver: string): Verbs => ({
  snooze: ({ id, version }, until) => ({ path: "/snooze", body: JSON.stringify({ id, version, until }) }),
  approve: ({ id, version, revisionId }) => ({ path: "/approve", body: JSON.stringify({ id, version, revisionId, approver }) }),
  versionOf: (answer) => done(answer.version, answer),
});
