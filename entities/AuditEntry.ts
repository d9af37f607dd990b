import { GraphQLSafeInt } from "graphql-scalars";
import { Field, ID, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToOne, type Relation } from "typeorm";
import { AuditPayload } from "./AuditPayload.js";
import { optional, Personal, Plain } from "./columns.js";
import { Distributor } from "./Distributor.js";
import { Draft } from "./Draft.js";
import { ActorKind } from "./enums.js";
import { ExceptionCase } from "./ExceptionCase.js";
import { FollowUpTask } from "./FollowUpTask.js";
import { Order } from "./Order.js";
import { Derived } from "./read.js";
import { Identified } from "./Row.js";

/** Its relations have no foreign keys: a story outlives, and must never hold back, what it tells of. */
const loose = { createForeignKeyConstraints: false };

@ObjectType({ description: "One line of the append-only story: who did what to which record, when, and through which door." })
@Entity("audit_logs")
export class AuditEntry extends Identified {
  @Field(() => GraphQLSafeInt, { nullable: true, description: "Gapless place in the committed story; null for the moment until it is given." })
  @Derived((t) => `(SELECT p.position FROM audit_positions p WHERE p.audit_id = ${t}.id)`)
  position?: number | null;

  @Field({ description: "When it happened, by the clock of the one who wrote it." })
  @Plain("timestamptz")
  occurredAt!: Date;

  @Field({ description: "What happened, noun first and in the past tense, for example draft.approved." })
  @Plain("text")
  type!: string;

  @Field(() => ActorKind, { description: "What kind of actor did it." })
  @Plain("text")
  actorKind!: ActorKind;

  @Field(() => ID, { nullable: true, description: "Identifier of the user, where one acted." })
  @Plain("uuid", optional)
  actorId!: string | null;

  @Field({ description: "Name of the actor as it was then." })
  @Personal("text")
  actorName!: string;

  @Field({ description: "The door it came through: graphql, job, import, seed, cli." })
  @Plain("text")
  via!: string;

  @Field(() => String, { nullable: true, description: "The request it belongs to." })
  @Plain("text", optional)
  requestId!: string | null;

  @Field(() => ID, { nullable: true, description: "Shared by all entries of one bulk change." })
  @Plain("uuid", optional)
  batchId!: string | null;

  @Field({ description: "Kind of the record, for example order, task or draft." })
  @Plain("text")
  subjectKind!: string;

  @Field(() => ID, { description: "Identifier of the record." })
  @Plain("uuid")
  subjectId!: string;

  @Field(() => String, { nullable: true, description: "Human number of the record, or its name." })
  @Plain("text", optional)
  subjectNumber!: string | null;

  @Plain("uuid", optional)
  distributorId!: string | null;

  @Field(() => Distributor, { nullable: true, description: "The distributor it concerns." })
  @ManyToOne(() => Distributor, loose)
  @JoinColumn({ name: "distributor_id" })
  distributor!: Relation<Distributor> | null;

  @Plain("uuid", optional)
  orderId!: string | null;

  @Field(() => Order, { nullable: true, description: "The order it concerns." })
  @ManyToOne(() => Order, loose)
  @JoinColumn({ name: "order_id" })
  order!: Relation<Order> | null;

  @Plain("uuid", optional)
  exceptionId!: string | null;

  @Field(() => ExceptionCase, { nullable: true, description: "The exception it concerns." })
  @ManyToOne(() => ExceptionCase, loose)
  @JoinColumn({ name: "exception_id" })
  exception!: Relation<ExceptionCase> | null;

  @Plain("uuid", optional)
  taskId!: string | null;

  @Field(() => FollowUpTask, { nullable: true, description: "The follow-up task it concerns." })
  @ManyToOne(() => FollowUpTask, loose)
  @JoinColumn({ name: "task_id" })
  task!: Relation<FollowUpTask> | null;

  @Plain("uuid", optional)
  draftId!: string | null;

  @Field(() => Draft, { nullable: true, description: "The draft it concerns." })
  @ManyToOne(() => Draft, loose)
  @JoinColumn({ name: "draft_id" })
  draft!: Relation<Draft> | null;

  @OneToOne(() => AuditPayload, (payload) => payload.entry)
  payload?: Relation<AuditPayload>;
}
