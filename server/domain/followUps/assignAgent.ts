import { AgentProfile } from "../../../entities/AgentProfile.js";
import { type AgentAction, ChannelPolicy, ExceptionState, SlaState, TaskPriority, TaskStatus, type TeamCode, WordSource } from "../../../entities/enums.js";
import type { Channel } from "../../../entities/Channel.js";
import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { type EscalationStep, FollowUpTask } from "../../../entities/FollowUpTask.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { alreadyDone } from "../advance.js";
import { addBusinessMinutes } from "../calendar/materialiseCalendar.js";
import { channelsFor } from "../channels/channelsFor.js";
import { noteAuthor } from "../drafts/authors.js";
import { authorize } from "../../policies/authorize.js";
import { badInput, DomainError, notFound } from "../errors.js";
import { exceptionLifecycle } from "../../records/exceptionCase.lifecycle.js";
import { lockFor, named } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { visibleLine } from "../visible.js";
import { nextNumber } from "../nextNumber.js";
import { assignable } from "./assignee.js";
import { defaultLadder } from "./escalationLadder.js";
import { withinHorizon } from "./horizon.js";
import { inheritedFourEyes, relaxes } from "./liftFourEyes.js";

export interface AssignAgent {
  exceptionId: string;
  version: number;
  /** Agent's code; the one the rule recommends when left out. */
  agent?: string | null;
  assigneeId?: string | null;
  priority?: TaskPriority | null;
  channelPolicy?: ChannelPolicy | null;
  /** Channel codes such as `slack:#wholesale-exceptions`; the routes decide when left out. */
  communicationChannels?: string[] | null;
  allowedActions?: AgentAction[] | null;
  blockedActions?: AgentAction[] | null;
  escalationLadder?: EscalationStep[] | null;
  promptContext?: string | null;
  /** First time the agent looks at it; at once when left out. */
  nextCheckAt?: Date | null;
  /** Business minutes between looks. */
  retryCadenceMinutes?: number | null;
}

/** Makes an exception somebody's accountable work: agent, owner, clock, channels and limits, in one task. */
export const assignAgent = (ctx: Context, input: AssignAgent): Promise<FollowUpTask> =>
  ctx.transaction(async (tx) => {
    const exception = await lockFor(ctx, tx, ExceptionCase, input.exceptionId, "change");
    requireVersion(exception, input.version);
    if (exception.dismissedAt) throw new DomainError("WRONG_STATE", "The exception was dismissed; it opens again when its cause comes back.");
    const open = await openTaskOf(tx, exception.id);
    if (open) throw await alreadyDone(ctx, tx, open, `The exception was assigned as ${open.number}, which is open,`, "task.created");
    if (exception.state !== ExceptionState.IN_PROGRESS) exception.state = exceptionLifecycle.after(exception.state, "start");
    const agent = await activeAgent(tx, input.agent ?? exception.agentCode);
    const assignee = await assignable(tx, input.assigneeId, exception.distributorId);
    const policy = await slaPolicyFor(tx, exception);
    const channels = await channelsFor(tx, exception, input.communicationChannels);
    const inherited = await inheritedFourEyes(tx, exception.id);
    if (inherited && input.channelPolicy && relaxes(inherited.channelPolicy, input.channelPolicy)) {
      throw badInput("channelPolicy", "The last task about this record asked for four eyes, so this one does too; lift the rule on the task, which somebody does who wrote nothing for it.");
    }

    const task = await tx.insert(FollowUpTask, {
      number: await nextNumber(tx, "FOLLOW", "follow_up_task_number"),
      exceptionId: exception.id,
      distributorId: exception.distributorId,
      orderId: exception.orderId,
      agentProfileId: agent.id,
      ownerTeam: exception.ownerTeam,
      assigneeId: assignee?.id ?? null,
      status: TaskStatus.SCHEDULED,
      priority: input.priority ?? PRIORITY[exception.severity]!,
      slaPolicyId: policy.id,
      slaState: SlaState.ACTIVE,
      slaStartedAt: tx.now,
      slaAtRiskAt: await addBusinessMinutes(tx, tx.now, (policy.resolutionMinutes * policy.atRiskPercent) / 100, policy.calendarId),
      slaDueAt: await addBusinessMinutes(tx, tx.now, policy.resolutionMinutes, policy.calendarId),
      nextCheckAt: input.nextCheckAt ? withinHorizon(tx.now, "nextCheckAt", input.nextCheckAt) : tx.now,
      retryCadenceMinutes: input.retryCadenceMinutes != null ? cadence(input.retryCadenceMinutes) : policy.responseMinutes,
      channelPolicy: input.channelPolicy ?? inherited?.channelPolicy ?? ChannelPolicy.HUMAN_APPROVAL_REQUIRED,
      fourEyesLiftedById: inherited?.fourEyesLiftedById ?? null,
      allowedActions: within(agent.allowedActions, input.allowedActions),
      blockedActions: [...new Set([...agent.blockedActions, ...(input.blockedActions ?? [])])],
      escalationLadder: climbable(input.escalationLadder, exception.ownerTeam) ?? defaultLadder(exception),
      promptContext: contextOf(input.promptContext),
    });
    for (const [position, channel] of channels.entries()) {
      await tx.query(`INSERT INTO follow_up_task_channels (task_id, channel_id, position) VALUES ($1, $2, $3)`, [task.id, channel.id, position]);
    }
    if (task.promptContext) await noteAuthor(ctx, tx, { exceptionId: exception.id, taskId: task.id }, WordSource.CONTEXT);
    tx.save(exception);
    record(tx, "exception.assigned", exception, { task: task.number, agent: agent.name });
    record(tx, "task.created", task, { agent: agent.name, assignee: assignee?.name, communicationChannels: channels.map((channel) => channel.code) });
    return task;
  });

export interface AssignmentProposal { responseDueAt: Date; slaDueAt: Date; channels: Channel[] }

/** What assigning an exception now would mean, left to the policies and routes: by when, and where its messages go. */
export const proposeAssignment = (ctx: Context, idOrNumber: string): Promise<AssignmentProposal> =>
  ctx.transaction(async (tx) => {
    const exception = await tx.manager.findOne(ExceptionCase, { where: named(idOrNumber), relations: { distributor: true } });
    if (!exception) throw notFound("ExceptionCase");
    authorize(ctx.actor, "change", exception);
    const policy = await slaPolicyFor(tx, exception);
    return {
      responseDueAt: await addBusinessMinutes(tx, tx.now, policy.responseMinutes, policy.calendarId),
      slaDueAt: await addBusinessMinutes(tx, tx.now, policy.resolutionMinutes, policy.calendarId),
      channels: await channelsFor(tx, exception).catch(() => []),
    };
  });

const PRIORITY: Record<number, TaskPriority> = { 1: TaskPriority.LOW, 2: TaskPriority.NORMAL, 3: TaskPriority.HIGH, 4: TaskPriority.URGENT };

const openTaskOf = async (tx: Tx, exceptionId: string) =>
  (await tx.query<{ id: string; number: string }>(`SELECT id, number FROM follow_up_tasks WHERE exception_id = $1 AND status NOT IN ('resolved', 'cancelled')`, [exceptionId]))[0];

export async function activeAgent(tx: Tx, code: string): Promise<AgentProfile> {
  const agent = (await tx.manager.findOneBy(AgentProfile, { code })) ?? (await tx.manager.findOneBy(AgentProfile, { name: code }));
  if (!agent?.active) throw badInput("agent", `There is no active agent ${code}.`);
  return agent;
}

/** A task may narrow what its agent is allowed, never widen it. */
export function within(allowed: AgentAction[], wanted: AgentAction[] | null | undefined): AgentAction[] {
  const beyond = wanted?.filter((action) => !allowed.includes(action)) ?? [];
  if (beyond.length) throw badInput("allowedActions", `The agent is not allowed to ${beyond.join(", ")}; its profile would have to change first.`);
  return wanted ?? allowed;
}

const LONGEST_CADENCE = 60 * 24 * 30;

export function cadence(minutes: number): number {
  if (minutes >= 1 && minutes <= LONGEST_CADENCE) return minutes;
  throw badInput("retryCadenceMinutes", `The agent looks again after 1 to ${LONGEST_CADENCE} business minutes.`);
}

const LONGEST_CONTEXT = 4_000;

/** What a person tells the agent; it stands in prompts, so it is a page at most. */
export function contextOf(text: string | null | undefined): string | null {
  if (text && text.length > LONGEST_CONTEXT) throw badInput("promptContext", `What the agent should know has at most ${LONGEST_CONTEXT} characters; this has ${text.length}.`);
  return text ?? null;
}

const HIGHEST_RUNG = 10;
const LONGEST_SENTENCE = 300;

/** A ladder rises, and each rung tells somebody who has not heard of it yet. */
function climbable(ladder: EscalationStep[] | null | undefined, owner: TeamCode): EscalationStep[] | null | undefined {
  const refuse = (message: string) => { throw badInput("escalationLadder", message); };
  if (ladder && ladder.length > HIGHEST_RUNG) refuse(`A ladder has at most ${HIGHEST_RUNG} steps.`);
  ladder?.forEach(({ afterMinutes, toTeam, sentence }, i) => {
    const below = ladder.slice(0, i);
    if (afterMinutes < 1 || afterMinutes > LONGEST_CADENCE * 3) refuse(`Every step comes after 1 to ${LONGEST_CADENCE * 3} business minutes.`);
    if (!visibleLine(sentence) || sentence.length > LONGEST_SENTENCE) refuse(`Every step says in a sentence of at most ${LONGEST_SENTENCE} characters what happens then.`);
    if (below.some((step) => step.afterMinutes >= afterMinutes)) refuse("Every step comes later than the one before it.");
    if (toTeam === owner || below.some((step) => step.toTeam === toTeam)) refuse(`Every step tells another team than the owner's and those before it; ${toTeam} is told twice.`);
  });
  return ladder?.map((step) => ({ ...step, sentence: visibleLine(step.sentence) }));
}

interface PolicyRow { id: string; calendarId: string; responseMinutes: number; resolutionMinutes: number; atRiskPercent: number }

/** The most specific policy wins: type and severity, then type, then severity, then the general one. */
async function slaPolicyFor(tx: Tx, exception: ExceptionCase): Promise<PolicyRow> {
  const [policy] = await tx.query<PolicyRow>(
    `SELECT id, calendar_id AS "calendarId", response_minutes AS "responseMinutes", resolution_minutes AS "resolutionMinutes", at_risk_percent AS "atRiskPercent"
     FROM sla_policies
     WHERE (exception_type IS NULL OR exception_type = $1) AND (severity IS NULL OR severity = $2)
     ORDER BY exception_type NULLS LAST, severity NULLS LAST LIMIT 1`,
    [exception.type, exception.severity],
  );
  if (!policy) throw new Error("there is no SLA policy at all; the defaults were not set up");
  return policy;
}
