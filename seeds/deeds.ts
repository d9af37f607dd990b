import { Draft } from "../entities/Draft.js";
import { DraftRevision } from "../entities/DraftRevision.js";
import { ExceptionCase } from "../entities/ExceptionCase.js";
import { FollowUpTask } from "../entities/FollowUpTask.js";
import { User } from "../entities/User.js";
import type { Context } from "../server/context.js";
import { approveDraft } from "../server/domain/drafts/approveDraft.js";
import { editDraft } from "../server/domain/drafts/editDraft.js";
import { redoDraft, rejectDraft } from "../server/domain/drafts/rejectDraft.js";
import { writeDraft } from "../server/domain/drafts/writeDraft.js";
import { acknowledgeException } from "../server/domain/exceptions/acknowledgeException.js";
import { dismissException } from "../server/domain/exceptions/dismissException.js";
import { assignAgent, type AssignAgent } from "../server/domain/followUps/assignAgent.js";
import { resolveTask } from "../server/domain/followUps/resolveTask.js";
import { snoozeTask } from "../server/domain/followUps/snoozeTask.js";
import { emailOf } from "./demoPeople.js";
import type { Moments } from "./moments.js";

/** A case of the story: its exception, and its task and draft once there are any. */
export class StoryCase {
  constructor(readonly ctx: Context, readonly moments: Moments, private readonly type: string, private readonly subjectNumber: string) {}

  private get manager() {
    return this.ctx.services.database.manager;
  }

  exception = () => this.manager.findOneOrFail(ExceptionCase, { where: { type: this.type, subjectNumber: this.subjectNumber }, order: { detectedAt: "DESC" } });
  task = async () => this.manager.findOneOrFail(FollowUpTask, { where: { exceptionId: (await this.exception()).id }, order: { createdAt: "DESC" } });
  draft = async () => this.manager.findOneOrFail(Draft, { where: { taskId: (await this.task()).id, state: "pending" as never } });
  person = (name: string) => this.manager.findOneByOrFail(User, { email: emailOf({ name }) });
}

/** Something a person did, through the same verb as on the screen. */
export type Deed = (story: StoryCase, ctx: Context) => Promise<{ id: string }>;

interface Assignment extends Pick<AssignAgent, "priority" | "channelPolicy" | "communicationChannels" | "promptContext"> {
  to: string;
  /** Business hours between the agent's looks. */
  everyHours?: number;
  /** When the agent looks first; at once when left out. */
  from?: string;
}

export const assign = ({ to, everyHours, from, ...rest }: Assignment): Deed => async (story, ctx) => {
  const { id, version } = await story.exception();
  return assignAgent(ctx, {
    exceptionId: id, version, assigneeId: (await story.person(to)).id, ...rest,
    ...(everyHours && { retryCadenceMinutes: everyHours * 60 }), ...(from && { nextCheckAt: story.moments.instant(from) }),
  });
};

export const acknowledge: Deed = async (story, ctx) => {
  const { id, version } = await story.exception();
  return acknowledgeException(ctx, { exceptionId: id, version });
};

export const dismiss = (reason: string): Deed => async (story, ctx) => {
  const { id, version } = await story.exception();
  return dismissException(ctx, { exceptionId: id, version, reason });
};

export const approve: Deed = async (story, ctx) => {
  const { id, version, currentRevisionId } = await story.draft();
  return approveDraft(ctx, { draftId: id, version, revisionId: currentRevisionId! });
};

export const reject = (reason: string): Deed => async (story, ctx) => {
  const { id, version } = await story.draft();
  return rejectDraft(ctx, { draftId: id, version, reason });
};

export const redo = (instruction: string): Deed => async (story, ctx) => {
  const { id, version } = await story.draft();
  return redoDraft(ctx, { draftId: id, version, instruction });
};

/** Adds a paragraph to the agent's words. */
export const add = (paragraph: string): Deed => async (story, ctx) => {
  const draft = await story.draft();
  const { body } = await ctx.services.database.manager.findOneByOrFail(DraftRevision, { id: draft.currentRevisionId! });
  return editDraft(ctx, { draftId: draft.id, version: draft.version, body: `${body}\n\n${paragraph}` });
};

/** Puts a person's own words up for review. */
export const write = (body: string, channel?: string): Deed => async (story, ctx) => writeDraft(ctx, { taskId: (await story.task()).id, channel, body });

export const snooze = (until: string, reason: string): Deed => async (story, ctx) => {
  const { id, version } = await story.task();
  return snoozeTask(ctx, { taskId: id, version, until: story.moments.instant(until), reason });
};

export const resolve = (resolution: string): Deed => async (story, ctx) => {
  const { id, version } = await story.task();
  return resolveTask(ctx, { taskId: id, version, resolution });
};
