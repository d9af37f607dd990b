import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToMany, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { Draft } from "./Draft.js";
import { DraftRevision } from "./DraftRevision.js";
import { ApprovalDecision, UserKind } from "./enums.js";
import { OutboundMessage } from "./OutboundMessage.js";
import { ImmutableRow } from "./Row.js";
import { User } from "./User.js";

@ObjectType({ description: "One person's decision on exactly one revision; nothing leaves without an unexpired one that says yes." })
@Entity("approvals")
export class Approval extends ImmutableRow {
  @Plain("uuid")
  draftId!: string;

  @Field(() => Draft, { description: "The draft decided on." })
  @ManyToOne(() => Draft)
  @JoinColumn({ name: "draft_id" })
  draft!: Relation<Draft>;

  @Plain("uuid")
  revisionId!: string;

  @Field(() => DraftRevision, { description: "The revision the person read." })
  @ManyToOne(() => DraftRevision)
  @JoinColumn({ name: "revision_id" })
  revision!: Relation<DraftRevision>;

  @Field({ description: "Hash of exactly what was decided on: text, channel and recipients." })
  @Plain("text")
  contentHash!: string;

  @Field(() => ApprovalDecision, { description: "Approved, rejected, or to be redone." })
  @Plain("text")
  decision!: ApprovalDecision;

  @Field(() => String, { nullable: true, description: "Why; always given unless approved." })
  @Plain("text", optional)
  reason!: string | null;

  @Plain("uuid")
  approverId!: string;

  /** Always a person: a composite foreign key to the user's kind holds it. */
  @Plain("text", { default: UserKind.PERSON })
  approverKind!: UserKind;

  @Field(() => User, { description: "Who decided." })
  @ManyToOne(() => User)
  @JoinColumn({ name: "approver_id" })
  approver!: Relation<User>;

  @Field({ description: "Until when a message may be queued on it." })
  @Plain("timestamptz")
  expiresAt!: Date;

  @Field(() => [OutboundMessage]) @OneToMany(() => OutboundMessage, (message) => message.approval)
  outboundMessages?: Relation<OutboundMessage[]>;
}
