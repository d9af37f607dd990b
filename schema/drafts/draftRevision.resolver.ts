import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { DraftRevision } from "../../entities/DraftRevision.js";
import { NeedsColumns } from "../../entities/read.js";
import type { Context } from "../../server/context.js";

@ObjectType({ description: "A figure in a text, by character offsets." })
class FigureHighlight {
  @Field() text!: string;
  @Field(() => Int) start!: number;
  @Field(() => Int) end!: number;
  @Field(() => Int, { nullable: true, description: "Index of the fact that supports it; null when none does." }) factIndex?: number | null;
  @Field(() => String, { nullable: true, description: "Why none does." }) reason?: string | null;
}

@Resolver(() => DraftRevision)
export class DraftRevisionResolver {
  @FieldResolver(() => [FigureHighlight], { description: "Every figure of the body, with the fact behind it or the reason why it has none." })
  @NeedsColumns("body", "facts", "draftId")
  async highlights(@Root() { body, facts, draftId }: DraftRevision, @Ctx() ctx: Context): Promise<FigureHighlight[]> {
    const { grounded, ungrounded } = ctx.services.drafter.ground(body, facts, await ctx.loaders.knownNames.load(draftId));
    return [...grounded, ...ungrounded].sort((a, b) => a.start - b.start);
  }
}
