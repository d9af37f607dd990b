import { DraftState, TaskStatus } from "../../entities/enums.js";
import type { FollowUpTask } from "../../entities/FollowUpTask.js";
import { type Closed, lifecycle } from "./lifecycle.js";

const { OPEN, SCHEDULED, DRAFTING, WAITING_FOR_HUMAN_APPROVAL, APPROVED, POSTED, AWAITING_RESPONSE, RESOLVED, CANCELLED } = TaskStatus;

export type TaskAction = "schedule" | "draft" | "propose" | "approve" | "post" | "await" | "reject" | "reply" | "resolve" | "cancel" | "reopen";

const ends = { resolve: RESOLVED, cancel: CANCELLED } as const;

/** The work step of a task. Snooze, escalation and SLA stand beside it and never hide the step. */
export const taskLifecycle = lifecycle<TaskStatus, TaskAction>("The task", {
  [OPEN]: { schedule: SCHEDULED, draft: DRAFTING, propose: WAITING_FOR_HUMAN_APPROVAL, ...ends },
  [SCHEDULED]: { schedule: SCHEDULED, draft: DRAFTING, propose: WAITING_FOR_HUMAN_APPROVAL, ...ends },
  [DRAFTING]: { schedule: SCHEDULED, draft: DRAFTING, propose: WAITING_FOR_HUMAN_APPROVAL, reject: DRAFTING, ...ends },
  [WAITING_FOR_HUMAN_APPROVAL]: { approve: APPROVED, reject: DRAFTING, propose: WAITING_FOR_HUMAN_APPROVAL, ...ends },
  [APPROVED]: { post: POSTED, reject: DRAFTING, propose: WAITING_FOR_HUMAN_APPROVAL, ...ends },
  [POSTED]: { await: AWAITING_RESPONSE, draft: DRAFTING, propose: WAITING_FOR_HUMAN_APPROVAL, ...ends },
  [AWAITING_RESPONSE]: { reply: DRAFTING, draft: DRAFTING, propose: WAITING_FOR_HUMAN_APPROVAL, post: POSTED, ...ends },
  [RESOLVED]: { reopen: SCHEDULED },
  [CANCELLED]: { reopen: SCHEDULED },
}, {
  resolve: { type: "task.resolved", words: "resolved" },
  cancel: { type: "task.cancelled", words: "called off" },
  reopen: { type: "task.reopened", words: "taken up again" },
});

/** Work that is over; only reopening leaves it. */
export const ENDED: readonly TaskStatus[] = [RESOLVED, CANCELLED];

/** A task takes changes while its work is not over. */
export const OVER: Closed<FollowUpTask> = { column: "status", values: ENDED, because: ({ status }) => `The task is ${status}; reopen it first.` };

/** How far a live draft is, least advanced first: with several drafts the task shows the one that needs somebody soonest. */
const LEAST_ADVANCED_FIRST: [DraftState, TaskStatus][] = [
  [DraftState.PENDING, WAITING_FOR_HUMAN_APPROVAL],
  [DraftState.APPROVED, APPROVED],
  [DraftState.EXECUTING, APPROVED],
  [DraftState.EXECUTED, AWAITING_RESPONSE],
];

/** The work step that a task's drafts put it in; undefined when no draft is live. */
export function statusFromDrafts(states: DraftState[]): TaskStatus | undefined {
  return LEAST_ADVANCED_FIRST.find(([state]) => states.includes(state))?.[1];
}
