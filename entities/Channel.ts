import { Field, ObjectType } from "type-graphql";
import { Entity, OneToMany, type Relation } from "typeorm";
import { optional, Personal, Plain } from "./columns.js";
import { ChannelRoute } from "./ChannelRoute.js";
import { ChannelAudience, ChannelKind, TeamCode } from "./enums.js";
import { ArchivableRow } from "./Row.js";

@ObjectType({ description: "A configured destination for messages; what signs us in to it is not stored here." })
@Entity("channels")
export class Channel extends ArchivableRow {
  @Field({ description: "Kind and place in one word, for example slack:#wholesale-exceptions." })
  @Plain("text")
  code!: string;

  @Field(() => ChannelKind, { description: "What carries the message." })
  @Plain("text")
  kind!: ChannelKind;

  @Field(() => ChannelAudience, { description: "For whom it is. A message on a partner's channel goes to the distributor's contacts who agreed to be written to there." })
  @Plain("text", { default: ChannelAudience.TEAM })
  audience!: ChannelAudience;

  @Field({ description: "Name people use." })
  @Plain("text")
  name!: string;

  @Field({ description: "Where it leads, as the provider names it: a Slack channel, a group, a mailbox." })
  @Plain("text")
  address!: string;

  @Field(() => [String], { nullable: true, description: "Everybody who receives a message sent here, on a team's channel; null for those who may not read personal data." })
  @Personal("text", { array: true })
  recipients!: string[];

  @Field(() => TeamCode, { nullable: true, description: "The team it belongs to; null when all share it." })
  @Plain("text", optional)
  team!: TeamCode | null;

  @Field({ description: "Whether sensitive amounts may be written there." })
  @Plain("boolean", { default: true })
  allowsAmounts!: boolean;

  @Field({ description: "Whether messages may go there." })
  @Plain("boolean", { default: true })
  active!: boolean;

  @Field(() => [ChannelRoute]) @OneToMany(() => ChannelRoute, (route) => route.channel)
  routes?: Relation<ChannelRoute[]>;
}
