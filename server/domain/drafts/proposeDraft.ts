import { AiOutput } from "../../../entities/AiOutput.js";
import { Channel } from "../../../entities/Channel.js";
import { Draft } from "../../../entities/Draft.js";
import { DraftRevision } from "../../../entities/DraftRevision.js";
import { ActorKind, AiOutputKind, AgentAction, AuthorKind, DraftState } from "../../../entities/enums.js";
import type { Fact } from "../../../entities/Fact.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import type { DraftResult } from "../../ports/Drafter.js";
import { addBusinessMinutes } from "../calendar/materialiseCalendar.js";
import { requireRecipients } from "../channels/recipientsFor.js";
import { badInput, DomainError } from "../errors.js";
import { visible, visibleLine } from "../visible.js";
import { lockFor } from "../lockFor.js";
import { nextNumber } from "../nextNumber.js";
import { taskLifecycle } from "../../records/followUpTask.lifecycle.js";
import { deadlinesIn } from "./deadline.js";
import { fourEyesReason } from "./fourEyes.js";

const DRAFT_LIVES_BUSINESS_MINUTES = 3 * 8 * 60;
export const LONGEST_BODY = 20_000;
const LONGEST_SUBJECT = 200;

export interface ProposeDraft {
  taskId: string;
  channelId: string;
  action: AgentAction;
  subject?: string | null;
  body: string;
  facts: Fact[];
  ungrounded: string[];
  /** The day that an answer may be asked for by; a fact of the draft where its words name it. */
  deadline?: Fact;
  /** What the agent's model returned; absent when a person wrote the words. */
  output?: DraftResult;
  instruction?: string | null;
}

/** Puts a message up for review: exactly these words, to exactly this channel, citing exactly these facts. */
export const proposeDraft = (ctx: Context, input: ProposeDraft): Promise<Draft> =>
  ctx.transaction(async (tx) => {
    const task = await lockFor(ctx, tx, FollowUpTask, input.taskId, "propose", ["exception", "order"]);
    requireAllowed(task, input.action);
    const status = taskLifecycle.after(task.status, "propose");
    const channel = await tx.manager.findOneByOrFail(Channel, { id: input.channelId });
    const output = input.output && (await keepOutput(tx, task, input.output));
    const waiting = input.output && (await waitingDraftOf(tx, task, channel.id));
    if (waiting) {
      record(tx, "draft.notWritten", task, { error: `${waiting.number} waits for a decision on ${channel.code} already.` });
      return waiting;
    }
    if (!input.output) await refuseTwin(tx, task, input);
    const recipients = await requireRecipients(tx, channel, task.distributorId, "channel");
    const deadlines = deadlinesIn(ctx, [input.subject, input.body].join("\n\n"), input.deadline ? [input.deadline] : []);
    const fourEyes = await fourEyesReason((sql, parameters) => tx.query(sql, parameters), tx.today, { task, exception: task.exception, order: task.order, channel, recipients });

    const draft = await tx.insert(Draft, {
      number: await nextNumber(tx, "DRAFT", "draft_number"),
      taskId: task.id,
      exceptionId: task.exceptionId,
      distributorId: task.distributorId,
      orderId: task.orderId,
      ownerTeam: task.ownerTeam,
      channelId: channel.id,
      action: input.action,
      state: DraftState.PENDING,
      fourEyes: fourEyes !== null,
      fourEyesReason: fourEyes,
      expiresAt: await addBusinessMinutes(tx, tx.now, DRAFT_LIVES_BUSINESS_MINUTES),
    });
    const { body } = await addRevision(ctx, tx, draft, { ...input, facts: [...input.facts, ...deadlines], revision: 1, recipients, agentProfileId: task.agentProfileId, aiOutputId: output?.id });
    Object.assign(task, { status, nextCheckAt: await addBusinessMinutes(tx, tx.now, task.retryCadenceMinutes) });
    tx.save(task);
    record(tx, "task.updated", task);
    record(tx, "draft.proposed", draft, { channel: channel.code, recipients, body, ungrounded: input.ungrounded, notes: input.output?.notes });
    return draft;
  });

/** Blocked wins, whatever a model or a task says; an action that is not allowed is refused the same way. */
export function requireAllowed(task: FollowUpTask, action: AgentAction): void {
  if (task.blockedActions.includes(action) || !task.allowedActions.includes(action)) {
    throw new DomainError("ACTION_BLOCKED", `${task.number} does not allow ${action}.`, "action");
  }
}

/** The draft that waits for a decision on this channel already: an agent never writes a second one beside it. */
export async function waitingDraftOf(tx: Tx, task: FollowUpTask, channelId: string): Promise<Draft | null> {
  return tx.manager.findOne(Draft, { where: { taskId: task.id, channelId, state: DraftState.PENDING }, order: { id: "ASC" } });
}

/** The same words to the same channel are the same call, made twice. */
async function refuseTwin(tx: Tx, task: FollowUpTask, { channelId, body }: ProposeDraft): Promise<void> {
  const [twin] = await tx.query<{ number: string }>(
    `SELECT d.number FROM drafts d JOIN draft_revisions r ON r.id = d.current_revision_id
     WHERE d.task_id = $1 AND d.channel_id = $2 AND d.state = $3 AND r.body = $4`, [task.id, channelId, DraftState.PENDING, visible(body)]);
  if (twin) throw new DomainError("ALREADY_DONE", `${twin.number} waits for a decision with these very words.`, "body");
}

export interface NewRevision {
  revision: number;
  subject?: string | null;
  body: string;
  recipients: string[];
  facts: Fact[];
  ungrounded: string[];
  instruction?: string | null;
  agentProfileId: string;
  aiOutputId?: string;
}

/**
 * Writes the next immutable revision and makes it the current one. A person who acts is its author, otherwise the agent.
 * All words that can leave come by here, so hidden characters end here.
 */
export async function addRevision(ctx: Context, tx: Tx, draft: Draft, input: NewRevision): Promise<DraftRevision> {
  const body = visible(input.body);
  if (!body) throw badInput("body", "A message needs words.");
  if (body.length > LONGEST_BODY) throw badInput("body", `A message has at most ${LONGEST_BODY} characters; this one has ${body.length}.`);
  const subject = visibleLine(input.subject ?? "") || null;
  if (subject && subject.length > LONGEST_SUBJECT) throw badInput("subject", `A subject has at most ${LONGEST_SUBJECT} characters; this one has ${subject.length}.`);
  const byPerson = ctx.actor.kind !== ActorKind.AGENT && ctx.actor.kind !== ActorKind.SYSTEM;
  const revision = await tx.insert(DraftRevision, {
    draftId: draft.id,
    revision: input.revision,
    subject,
    body,
    channelId: draft.channelId,
    recipients: input.recipients,
    facts: input.facts,
    ungrounded: input.ungrounded,
    authorKind: byPerson ? AuthorKind.PERSON : AuthorKind.AGENT,
    authorUserId: byPerson ? ctx.actor.userId! : null,
    agentProfileId: byPerson ? null : input.agentProfileId,
    aiOutputId: input.aiOutputId ?? null,
    instruction: input.instruction ?? null,
  });
  draft.currentRevisionId = revision.id;
  tx.save(draft);
  return revision;
}

/** Everything a model returned is kept unchanged, failures too. */
export const keepOutput = (tx: Tx, task: FollowUpTask, output: DraftResult): Promise<AiOutput> =>
  tx.insert(AiOutput, {
    kind: AiOutputKind.DRAFT,
    taskId: task.id,
    agentProfileId: task.agentProfileId,
    provider: output.provider,
    model: output.model,
    promptVersion: output.promptVersion,
    facts: output.factsAsSent as never,
    content: (output.returned ?? output.content) as never,
    error: output.error ? [output.error, output.errorDetail].filter(Boolean).join(": ") : null,
    inputTokens: output.inputTokens ?? null,
    outputTokens: output.outputTokens ?? null,
    latencyMs: Math.round(output.latencyMs),
    grounding: output.ungrounded.map(({ text }) => text),
  });
