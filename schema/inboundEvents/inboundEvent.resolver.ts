import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, ID, Info, InputType, Int, Mutation, Query, Resolver } from "type-graphql";
import { InboundEventState } from "../../entities/enums.js";
import { InboundEvent } from "../../entities/InboundEvent.js";
import type { Context } from "../../server/context.js";
import { replayInbound } from "../../server/domain/inbound/replayInbound.js";
import { connectionOf, pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";
import { answer, MutationInput, payloadOf } from "../refusal.js";

@InputType({ description: "Which events; conditions add up." })
export class InboundEventFilter {
  @Field(() => [InboundEventState], { nullable: true })
  @Where("state", "in")
  state?: InboundEventState[];

  @Field(() => [String], { nullable: true, description: "Providers, as the addresses of their webhooks name them." })
  @Where("source", "in")
  source?: string[];
}

export enum InboundEventSortField { RECEIVED_AT = "receivedAt" }

@ArgsType()
class InboundEventsArgs extends pageArgs(InboundEvent, InboundEventFilter, InboundEventSortField) {}

@InputType()
export class InboundEventReplayInput extends MutationInput {
  @Field(() => ID, { description: "The event's id, not the provider's." })
  id!: string;

  @Field(() => Int, { description: "Version of the event that you read." })
  version!: number;
}

const ReplayPayload = payloadOf("InboundEventReplay", "inboundEvent", InboundEvent);

@Resolver(() => InboundEvent)
export class InboundEventResolver {
  @Query(() => connectionOf(InboundEvent), { description: "What providers told us by their webhooks, and what became of it; for Admin alone." })
  inboundEvents(@Args(() => InboundEventsArgs) args: InboundEventsArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(InboundEvent, args, info);
  }

  @Mutation(() => ReplayPayload, { description: "Has a dead event tried anew, once what it failed of is mended; for a person who is Admin." })
  inboundEventReplay(@Arg("input", () => InboundEventReplayInput) input: InboundEventReplayInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, InboundEvent, "inboundEvent", input, (keyed) => replayInbound(keyed, input));
  }
}
