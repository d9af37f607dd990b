import { Arg, Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../../server/context.js";
import { workingIntervals } from "../../server/domain/calendar/workingIntervals.js";

@ObjectType({ description: "A stretch of time in which SLA clocks run." })
class WorkingInterval {
  @Field() startsAt!: Date;
  @Field() endsAt!: Date;
}

@Resolver()
export class WorkingTimeResolver {
  @Query(() => [WorkingInterval], { description: "When the organisation works, in order: between two readings of `slaRemainingMinutes` a clock runs in these stretches only." })
  workingIntervals(
    @Arg("from", () => Date) from: Date,
    @Arg("until", () => Date, { description: "At most 62 days later." }) until: Date,
    @Ctx() ctx: Context,
  ): Promise<WorkingInterval[]> {
    return workingIntervals(ctx, from, until);
  }
}
