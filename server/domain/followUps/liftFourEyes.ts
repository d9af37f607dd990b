import { Draft } from "../../../entities/Draft.js";
import { ChannelPolicy, DraftState } from "../../../entities/enums.js";
import type { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { authorize, Refusal } from "../../policies/authorize.js";
import { ownWords, WORDS_OF_A_TASK } from "../drafts/authors.js";

/** Whether a policy asks for less than the one before it. */
export const relaxes = (before: ChannelPolicy, after: ChannelPolicy): boolean => before === ChannelPolicy.FOUR_EYES_REQUIRED && after !== before;

/**
 * Lets a locked task go without four eyes. That is a decision of the owner team's, and of somebody whose words its drafts
 * can't carry; whoever takes it is bound by the rule further on, and so is every draft that waits already.
 */
export async function liftFourEyes(ctx: Context, tx: Tx, task: FollowUpTask): Promise<void> {
  authorize(ctx.actor, "decide", task);
  const source = await ownWords(ctx, tx, { exceptionId: task.exceptionId, taskId: task.id });
  if (source) throw new Refusal(`Four eyes: drafts of this task may carry ${WORDS_OF_A_TASK[source]}, so somebody else lifts the rule.`, task, "FOUR_EYES");
  task.fourEyesLiftedById = ctx.actor.userId!;
  const waiting = await tx.query<{ id: string }>(`SELECT id FROM drafts WHERE task_id = $1 AND state = $2`, [task.id, DraftState.PENDING]);
  for (const draft of await tx.lockAll(Draft, waiting.map(({ id }) => id))) {
    if (draft.fourEyes || draft.state !== DraftState.PENDING) continue;
    Object.assign(draft, { fourEyes: true, fourEyesReason: "The task asked for it while this draft waited." });
    tx.save(draft);
    record(tx, "draft.keptUnderFourEyes", draft);
  }
}

/** Who lifted four eyes last for messages about a record, and whether they are asked for. */
export interface Inherited { channelPolicy: ChannelPolicy; fourEyesLiftedById: string | null }

/** What the newest task about the same record says of four eyes, so that ending a task and beginning another lifts nothing; undefined without one. */
export async function inheritedFourEyes(tx: Tx, exceptionId: string): Promise<Inherited | undefined> {
  const [task] = await tx.query<Inherited>(`
    SELECT t.channel_policy AS "channelPolicy", t.four_eyes_lifted_by_id AS "fourEyesLiftedById"
    FROM exceptions e JOIN exceptions other USING (distributor_id, subject_kind, subject_number) JOIN follow_up_tasks t ON t.exception_id = other.id
    WHERE e.id = $1 ORDER BY t.id DESC LIMIT 1`, [exceptionId]);
  return task;
}
