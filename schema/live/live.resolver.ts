import type { GraphQLResolveInfo } from "graphql";
import { Arg, FieldResolver, Info, Resolver, Root, Subscription } from "type-graphql";
import { AuditEntry } from "../../entities/AuditEntry.js";
import { Draft } from "../../entities/Draft.js";
import { ExceptionCase } from "../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import type { AuditEvent } from "../../server/audit/relay.js";
import type { Context } from "../../server/context.js";
import { DomainError, notFound } from "../../server/domain/errors.js";
import type { Class } from "../../server/read/connection.js";
import { recordOf } from "../../server/records/index.js";
import { ApprovalEvent, ExceptionEvent, TaskEvent, TimelineEvent, TimelineSubject } from "./events.js";
import { followEvents } from "./stream.js";

const TIMELINE_COLUMN = { distributor: "distributorId", order: "orderId", exception: "exceptionId", task: "taskId", draft: "draftId" } as const;

interface Args { after?: string | null; subject: TimelineSubject }
type Subscribe = { args: Args; context: Context };

const signedIn = (ctx: Context) => {
  if (!ctx.actor.roles.length) throw new DomainError("UNAUTHENTICATED", "Sign in to follow events.");
};

/** Events that carry an id of the noun, of records the subscriber may read. */
function follow(noun: Class, idOf: (event: AuditEvent) => string | null) {
  return ({ args, context }: Subscribe) => {
    signedIn(context);
    return followEvents(context, { after: args.after, wanted: (event) => idOf(event) !== null, noun, idOf: (event) => idOf(event)! });
  };
}

@Resolver(() => ExceptionEvent)
export class ExceptionEventResolver {
  @Subscription(() => ExceptionEvent, { subscribe: follow(ExceptionCase, (event) => event.exceptionId) as never, description: "What happens to exceptions you may read, as it happens." })
  exceptionEvents(@Root() event: ExceptionEvent, @Arg("after", () => String, { nullable: true, description: "Go on behind this event." }) _after?: string): ExceptionEvent {
    return event;
  }

  @FieldResolver()
  exception(@Root() { event, read }: ExceptionEvent, @Info() info: GraphQLResolveInfo) {
    return read.one(ExceptionCase, { id: event.exceptionId! }, info);
  }
}

@Resolver(() => ApprovalEvent)
export class ApprovalEventResolver {
  @Subscription(() => ApprovalEvent, { subscribe: follow(Draft, (event) => event.draftId) as never, description: "What happens to drafts, decisions and messages you may read, as it happens." })
  approvalEvents(@Root() event: ApprovalEvent, @Arg("after", () => String, { nullable: true, description: "Go on behind this event." }) _after?: string): ApprovalEvent {
    return event;
  }

  @FieldResolver()
  draft(@Root() { event, read }: ApprovalEvent, @Info() info: GraphQLResolveInfo) {
    return read.one(Draft, { id: event.draftId! }, info);
  }
}

@Resolver(() => TaskEvent)
export class TaskEventResolver {
  @Subscription(() => TaskEvent, { subscribe: follow(FollowUpTask, (event) => event.taskId) as never, description: "What happens to follow-up tasks you may read, as it happens." })
  taskEvents(@Root() event: TaskEvent, @Arg("after", () => String, { nullable: true, description: "Go on behind this event." }) _after?: string): TaskEvent {
    return event;
  }

  @FieldResolver()
  followUpTask(@Root() { event, read }: TaskEvent, @Info() info: GraphQLResolveInfo) {
    return read.one(FollowUpTask, { id: event.taskId! }, info);
  }
}

@Resolver(() => TimelineEvent)
export class TimelineEventResolver {
  @Subscription(() => TimelineEvent, {
    description: "A record's story as it grows; `auditEntries` gives what came before.",
    subscribe: (async ({ args: { after, subject }, context }: Subscribe) => {
      signedIn(context);
      const noun = recordOf(subject.kind).entity as Class;
      if (!(await context.read.exists(noun, subject.id))) throw notFound(subject.kind);
      const column = TIMELINE_COLUMN[subject.kind as keyof typeof TIMELINE_COLUMN];
      const about = (event: AuditEvent) => event.subjectId === subject.id || event.caseSubjectId === subject.id || (column !== undefined && event[column] === subject.id);
      return followEvents(context, { after, wanted: about, noun: AuditEntry, idOf: (event) => event.id });
    }) as never,
  })
  timeline(
    @Root() event: TimelineEvent,
    @Arg("subject", () => TimelineSubject) _subject: TimelineSubject,
    @Arg("after", () => String, { nullable: true, description: "Go on behind this event." }) _after?: string,
  ): TimelineEvent {
    return event;
  }

  @FieldResolver()
  entry(@Root() { event, read }: TimelineEvent, @Info() info: GraphQLResolveInfo) {
    return read.one(AuditEntry, { id: event.id }, info);
  }
}
