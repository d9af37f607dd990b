import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { AgentProfile } from "./AgentProfile.js";
import { AiOutput } from "./AiOutput.js";
import { Channel } from "./Channel.js";
import { optional, Personal, Plain } from "./columns.js";
import { Draft } from "./Draft.js";
import { AuthorKind } from "./enums.js";
import { Fact } from "./Fact.js";
import { DefaultOrder, Derived } from "./read.js";
import { ImmutableRow } from "./Row.js";
import { User } from "./User.js";
import { WordAuthor } from "./WordAuthor.js";

// The database alone computes the hashes an approval binds to, so nothing that writes can claim a false one.
const computed = { insert: false, update: false };

@ObjectType({ description: "One wording of a draft with its destination and the facts it cites; never changed, only followed by the next." })
@Entity("draft_revisions")
@DefaultOrder("revision")
export class DraftRevision extends ImmutableRow {
  @Plain("uuid")
  draftId!: string;

  @Field(() => Draft, { description: "The draft it words." })
  @ManyToOne(() => Draft)
  @JoinColumn({ name: "draft_id" })
  draft!: Relation<Draft>;

  @Field(() => Int, { description: "1 for the first wording, rising by one." })
  @Plain("integer")
  revision!: number;

  @Field(() => String, { nullable: true, description: "Subject line, for channels that have one." })
  @Plain("text", optional)
  subject!: string | null;

  @Field({ description: "The message exactly as it would be sent." })
  @Plain("text")
  body!: string;

  @Plain("uuid")
  channelId!: string;

  @Field(() => Channel, { description: "Where it would go." })
  @ManyToOne(() => Channel)
  @JoinColumn({ name: "channel_id" })
  channel!: Relation<Channel>;

  @Field(() => [String], { nullable: true, description: "Everybody who would receive it; null for those who may not read personal data." })
  @Personal("text", { array: true })
  recipients!: string[];

  @Field(() => [String], { nullable: true, description: "The recipients as a person reads them, a contact of the distributor by name and address; null for those who may not read personal data." })
  @Derived((t) => `ARRAY(SELECT COALESCE((SELECT person.name || ' <' || place.address || '>' FROM drafts worded JOIN contacts person ON person.distributor_id = worded.distributor_id
      WHERE worded.id = ${t}.draft_id AND (person.email = place.address::citext OR person.phone = place.address) ORDER BY person.is_primary DESC, person.id LIMIT 1), place.address)
    FROM unnest(${t}.recipients) WITH ORDINALITY place(address, position) ORDER BY place.position)`)
  addressees!: string[];

  @Plain("text", computed)
  recipientsHash!: string;

  @Field({ description: "SHA-256 of subject, body, channel and recipients; an approval is of exactly this." })
  @Plain("text", computed)
  contentHash!: string;

  @Field(() => [Fact], { description: "The records' figures it cites; they are read again at approval and before sending." })
  @Plain("jsonb", { default: [] })
  facts!: Fact[];

  @Field(() => [String], { description: "Figures and dates in the text that none of its facts carries, as written." })
  @Plain("jsonb", { default: [] })
  ungrounded!: string[];

  @Field(() => AuthorKind, { description: "Whether an agent or a person wrote it." })
  @Plain("text")
  authorKind!: AuthorKind;

  @Plain("uuid", optional)
  authorUserId!: string | null;

  @Field(() => User, { nullable: true, description: "The person who wrote it, when one did." })
  @ManyToOne(() => User)
  @JoinColumn({ name: "author_user_id" })
  author!: Relation<User> | null;

  /** The database fills it, whatever a writer says. */
  @Field(() => [WordAuthor], { description: "Everybody whose words it may carry, those of earlier revisions and of what the agent was told included; where four eyes are needed, none of them approves it." })
  @Plain("jsonb", { default: [] })
  authors!: WordAuthor[];

  @Plain("uuid", optional)
  agentProfileId!: string | null;

  @Field(() => AgentProfile, { nullable: true, description: "The agent that wrote it, when one did." })
  @ManyToOne(() => AgentProfile)
  @JoinColumn({ name: "agent_profile_id" })
  agent!: Relation<AgentProfile> | null;

  @Plain("uuid", optional)
  aiOutputId!: string | null;

  @Field(() => AiOutput, { nullable: true, description: "The model's answer it was made from, when one was." })
  @ManyToOne(() => AiOutput)
  @JoinColumn({ name: "ai_output_id" })
  aiOutput!: Relation<AiOutput> | null;

  @Field(() => String, { nullable: true, description: "What the reviewer asked to be done otherwise." })
  @Plain("text", optional)
  instruction!: string | null;
}
