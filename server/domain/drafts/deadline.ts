import type { DraftRevision } from "../../../entities/DraftRevision.js";
import type { Fact } from "../../../entities/Fact.js";
import type { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { dayIn } from "../../ports/Clock.js";
import { addBusinessMinutes } from "../calendar/materialiseCalendar.js";

const FIELD = "answerBy";
/** Nobody answers at once: whoever reads a message has at least half a business day. */
const LEAST_MINUTES = 4 * 60;

/** The day by which a message written now may ask for an answer: that of the task's SLA, and a near one where the SLA leaves too little time. */
export async function deadlineOf(ctx: Context, tx: Tx, task: FollowUpTask): Promise<Fact> {
  const earliest = await addBusinessMinutes(tx, tx.now, LEAST_MINUTES);
  const day = dayIn(ctx.services.timeZone, earliest > task.slaDueAt ? earliest : task.slaDueAt);
  return { record: task.number, recordType: "followUpTask", recordId: task.id, field: FIELD, label: "Answer asked for by", value: day, version: task.version, derived: true };
}

/** Those of the deadlines that the words name; they become facts of the revision, to be looked at again before it leaves. */
export const deadlinesIn = (ctx: Context, words: string, deadlines: readonly Fact[]): Fact[] =>
  deadlines.filter((deadline) => ctx.services.drafter.ground(words, [deadline], []).grounded.length > 0);

export const isDeadline = ({ field, derived }: Fact): boolean => derived && field === FIELD;

/** The day that the words ask to be answered by, where it has passed. */
export const passedDeadline = ({ facts }: DraftRevision, today: string): string | undefined =>
  facts.find((fact) => isDeadline(fact) && fact.value < today)?.value;
