import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, ID, Info, InputType, Int, Query, Resolver } from "type-graphql";
import { OutboundStatus } from "../../entities/enums.js";
import { OutboundMessage } from "../../entities/OutboundMessage.js";
import type { Context } from "../../server/context.js";
import { settleMessage } from "../../server/domain/posting/settleMessage.js";
import { connectionOf, pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";
import { MutationInput } from "../refusal.js";
import { mutationsOf, verb } from "../verbs.js";

@InputType({ description: "Which messages; conditions add up." })
export class OutboundMessageFilter {
  @Field(() => [OutboundStatus], { nullable: true })
  @Where("status", "in")
  status?: OutboundStatus[];

  @Field(() => [String], { nullable: true, description: "Numbers of tasks." })
  @Where("task.number", "in")
  task?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of drafts." })
  @Where("draft.number", "in")
  draft?: string[];

  @Field(() => ID, { nullable: true, description: "Id of the decision they go out on." })
  @Where("approval.id")
  approvalId?: string;

  @Field(() => [String], { nullable: true, description: "Channel codes." })
  @Where("channel.code", "in")
  channel?: string[];
}

export enum OutboundMessageSortField { QUEUED_AT = "queuedAt", SENT_AT = "sentAt" }

@ArgsType()
class OutboundMessagesArgs extends pageArgs(OutboundMessage, OutboundMessageFilter, OutboundMessageSortField) {}

@InputType()
export class OutboundMessageSettleInput extends MutationInput {
  @Field(() => ID, { description: "The message's id." })
  messageId!: string;

  @Field(() => Int, { description: "Version of the message that you read." })
  version!: number;

  @Field({ description: "True when you found that it arrived, false when it did not." })
  sent!: boolean;

  @Field(() => String, { nullable: true, description: "How you know; needed where it did not arrive." })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: "The provider's message id, when you found it." })
  externalMessageId?: string | null;

  @Field(() => String, { nullable: true, description: "Link to it, when you have one: https or http." })
  externalLink?: string | null;
}

export const OutboundMessageMutations = mutationsOf(OutboundMessage, "outboundMessage", {
  outboundMessageSettle: verb({
    input: OutboundMessageSettleInput, verb: settleMessage, says: "Says of a message in state UNKNOWN whether it went out; nobody retries it blindly.",
    takes: { on: OutboundMessage, right: "decide", when: "t.status = 'unknown' AND t.settled_by_id IS NULL" },
  }),
});

@Resolver(() => OutboundMessage)
export class OutboundMessageResolver {
  @Query(() => connectionOf(OutboundMessage), { description: "What left, or is about to: one message to one recipient each, with the approval behind it." })
  outboundMessages(@Args(() => OutboundMessagesArgs) args: OutboundMessagesArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(OutboundMessage, args, info);
  }

  @Query(() => OutboundMessage, { nullable: true, description: "One message; null when there is none, or none that you may see." })
  outboundMessage(@Arg("id", () => ID) id: string, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.one(OutboundMessage, { id }, info);
  }
}
