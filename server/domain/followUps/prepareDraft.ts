import { AgentProfile } from "../../../entities/AgentProfile.js";
import type { Channel } from "../../../entities/Channel.js";
import { Contact } from "../../../entities/Contact.js";
import { Distributor } from "../../../entities/Distributor.js";
import { Draft } from "../../../entities/Draft.js";
import { ActorKind, type AgentAction, WordSource } from "../../../entities/enums.js";
import type { Fact } from "../../../entities/Fact.js";
import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { User } from "../../../entities/User.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import type { DraftRequest, DraftResult } from "../../ports/Drafter.js";
import { channelOf } from "../channels/channelOf.js";
import { wordingFor } from "../channels/recipientsFor.js";
import { addBusinessMinutes } from "../calendar/materialiseCalendar.js";
import { noteAuthor } from "../drafts/authors.js";
import { deadlineOf } from "../drafts/deadline.js";
import { factsToWrite } from "../drafts/factsToWrite.js";
import { keepOutput, proposeDraft, requireAllowed, waitingDraftOf } from "../drafts/proposeDraft.js";
import { requireOpen } from "../changeOne.js";
import { DomainError } from "../errors.js";
import { lockFor } from "../lockFor.js";
import { ENDED, OVER, taskLifecycle } from "../../records/followUpTask.lifecycle.js";

/** If the process dies while a model writes, the alarm rings again after this time. */
const WRITING_MINUTES = 5;

export interface PrepareDraft {
  taskId: string;
  /** Channel code; the task's first channel when left out. */
  channel?: string | null;
  /** A person's wish for this draft. */
  instruction?: string | null;
}

/**
 * Has the task's agent write a draft from the record's facts as they are now, and puts it up for review. Where one waits on
 * this channel already, that one is the answer.
 */
export async function prepareDraft(ctx: Context, input: PrepareDraft): Promise<Draft> {
  const brief = await ctx.transaction((tx) => startWriting(ctx, tx, input));
  if (brief instanceof Draft) return brief;
  const agent = ctx.as({ kind: ActorKind.AGENT, name: brief.request.agent.name, roles: [], teams: [], regions: [], agentProfileId: brief.agentProfileId });
  const output = await ctx.services.drafter.draft(brief.request);
  if (!output.content) {
    await agent.transaction((tx) => keepUnused(tx, brief.taskId, output));
    throw new DomainError("UNAVAILABLE", `The model did not write a draft (${output.errorDetail ?? output.error}). The attempt is on record and the task keeps its next check; you can write the message yourself.`);
  }
  return proposeDraft(agent, {
    taskId: brief.taskId,
    channelId: brief.channelId,
    action: brief.request.action,
    subject: output.content.subject,
    body: output.content.body,
    facts: brief.request.facts,
    deadline: brief.deadline,
    ungrounded: output.ungrounded.map(({ text }) => text),
    output,
    instruction: brief.request.instruction,
  }).catch(async (refusal) => {
    if (refusal instanceof DomainError) await agent.transaction((tx) => keepUnused(tx, brief.taskId, output, refusal.message));
    throw refusal;
  });
}

interface Brief { taskId: string; agentProfileId: string; channelId: string; deadline: Fact; request: DraftRequest }

async function startWriting(ctx: Context, tx: Tx, input: PrepareDraft): Promise<Brief | Draft> {
  const task = await lockFor(ctx, tx, FollowUpTask, input.taskId, "change");
  requireOpen(task, OVER);
  const channel = await channelOf(tx, task, input.channel);
  const action = wordingFor(channel);
  requireAllowed(task, action);
  const waiting = await waitingDraftOf(tx, task, channel.id);
  if (waiting && input.instruction) throw new DomainError("ALREADY_DONE", `${waiting.number} waits for a decision on ${channel.code}; ask to redo it instead.`, "instruction");
  if (waiting) return waiting;
  if (taskLifecycle.from(task.status).includes("draft")) task.status = taskLifecycle.after(task.status, "draft");
  Object.assign(task, { snoozedUntil: null, snoozeReason: null });
  task.nextCheckAt = new Date(tx.now.getTime() + WRITING_MINUTES * 60_000);
  tx.save(task);
  if (input.instruction) await noteAuthor(ctx, tx, { exceptionId: task.exceptionId, taskId: task.id }, WordSource.INSTRUCTION);
  record(tx, "task.draftingStarted", task, { channel: channel.code, instruction: input.instruction });
  const deadline = await deadlineOf(ctx, tx, task);
  return { taskId: task.id, agentProfileId: task.agentProfileId, channelId: channel.id, deadline, request: await briefFor(tx, task, channel, action, deadline.value, input.instruction) };
}

/** What a model returned is kept even where no draft came of it; a task that goes on waits for its next look instead of standing still. */
async function keepUnused(tx: Tx, taskId: string, output: DraftResult, reason = output.error): Promise<void> {
  const task = await tx.lock(FollowUpTask, taskId);
  await keepOutput(tx, task, output);
  if (!ENDED.includes(task.status)) {
    task.nextCheckAt = await addBusinessMinutes(tx, tx.now, task.retryCadenceMinutes);
    tx.save(task);
  }
  record(tx, "draft.notWritten", task, { error: reason, provider: output.provider, model: output.model });
}

async function briefFor(tx: Tx, task: FollowUpTask, channel: Channel, action: AgentAction, dueBy: string, instruction: string | null | undefined): Promise<DraftRequest> {
  const { manager } = tx;
  const exception = await manager.findOneByOrFail(ExceptionCase, { id: task.exceptionId });
  const agent = await manager.findOneByOrFail(AgentProfile, { id: task.agentProfileId });
  const distributor = await manager.findOneByOrFail(Distributor, { id: task.distributorId });
  const assignee = task.assigneeId && (await manager.findOneBy(User, { id: task.assigneeId }));
  const redo = await latestRedo(tx, task);
  return {
    agent: { name: agent.name, code: agent.code, tone: agent.tone, promptVersion: agent.promptVersion, team: agent.team },
    exception,
    distributor: { number: distributor.number, legalName: distributor.legalName, country: distributor.country },
    subjectNumber: exception.subjectNumber,
    channel: { kind: channel.kind, name: channel.name, audience: channel.audience },
    facts: await factsToWrite(tx, task, exception.facts),
    previousMessages: await previousMessages(tx, task),
    instruction: instruction ?? redo ?? undefined,
    promptContext: task.promptContext ?? undefined,
    allowedActions: task.allowedActions.filter((allowed) => !task.blockedActions.includes(allowed)),
    action,
    today: tx.today,
    assigneeName: assignee ? assignee.name : undefined,
    blockedActions: task.blockedActions,
    contacts: await manager.findBy(Contact, { distributorId: distributor.id }),
    escalationLevel: task.escalationLevel,
    dueBy,
    allowsAmounts: channel.allowsAmounts,
  };
}

async function latestRedo(tx: Tx, task: FollowUpTask): Promise<string | null> {
  const [row] = await tx.query<{ decision: string; reason: string }>(
    `SELECT a.decision, a.reason FROM approvals a JOIN drafts d ON d.id = a.draft_id WHERE d.task_id = $1 ORDER BY a.id DESC LIMIT 1`, [task.id]);
  return row?.decision === "redo_requested" ? row.reason : null;
}

async function previousMessages(tx: Tx, task: FollowUpTask): Promise<DraftRequest["previousMessages"]> {
  return tx.query(
    `SELECT m.sent_at AS "sentAt", r.body AS text FROM outbound_messages m JOIN draft_revisions r ON r.id = m.revision_id
     WHERE m.task_id = $1 AND m.sent_at IS NOT NULL ORDER BY m.sent_at LIMIT 20`,
    [task.id],
  );
}
