import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { AuditEntry } from "../../entities/AuditEntry.js";
import { Draft } from "../../entities/Draft.js";
import { ActorKind } from "../../entities/enums.js";
import { ExceptionCase } from "../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import type { AuditEvent } from "../../server/audit/relay.js";
import type { Reader } from "../../server/read/reader.js";
import { RECORD_KINDS } from "../../server/records/index.js";

@ObjectType()
abstract class LiveEvent {
  @Field({ description: "Give it as `after` to go on behind this event, without a gap or a double." }) cursor!: string;
  @Field({ description: "What happened, for example draft.approved." }) type!: string;
  @Field() occurredAt!: Date;
  @Field(() => ActorKind) actorKind!: ActorKind;
  @Field() actorName!: string;
  event!: AuditEvent;
  /** Reads the event's record by the subscriber's rights; who the subscriber is, an event's resolver need not know. */
  read!: Reader;
}

@ObjectType({ description: "Something happened to an exception." })
export class ExceptionEvent extends LiveEvent {
  @Field(() => ExceptionCase, { nullable: true, description: "The exception as it is now." }) exception?: ExceptionCase | null;
}

@ObjectType({ description: "Something happened to a draft, or to a message that left by its approval." })
export class ApprovalEvent extends LiveEvent {
  @Field(() => Draft, { nullable: true, description: "The draft as it is now." }) draft?: Draft | null;
}

@ObjectType({ description: "Something happened to a task." })
export class TaskEvent extends LiveEvent {
  @Field(() => FollowUpTask, { nullable: true, description: "The task as it is now." }) followUpTask?: FollowUpTask | null;
}

@ObjectType({ description: "A new line in a record's story." })
export class TimelineEvent extends LiveEvent {
  @Field(() => AuditEntry, { nullable: true }) entry?: AuditEntry | null;
}

const TimelineSubjectKind = Object.fromEntries(RECORD_KINDS.filter(({ page }) => page).map(({ kind }) => [kind.toUpperCase(), kind]));
registerEnumType(TimelineSubjectKind, { name: "TimelineSubjectKind", description: "Records that have a timeline." });

@InputType({ description: "Whose story: all that hangs on a distributor or an order is told too, and of every record the exceptions on it with their tasks and messages." })
export class TimelineSubject {
  @Field(() => TimelineSubjectKind) kind!: string;
  @Field(() => ID, { description: "The record's id." }) id!: string;
}

/** What the fields of a live event are resolved from. */
export const liveEvent = (event: AuditEvent, read: Reader) => ({ ...event, event, read });
