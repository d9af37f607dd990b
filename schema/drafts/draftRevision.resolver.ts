import { isDeepStrictEqual } from "node:util";
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
  @FieldResolver(() => [FigureHighlight], { description: "Every figure of the body, with the fact behind it or the reason why it has none to show." })
  @NeedsColumns("id", "body", "facts", "draftId")
  async highlights(@Root() { id, body, facts, draftId }: DraftRevision, @Ctx() ctx: Context): Promise<FigureHighlight[]> {
    const [all, names] = await Promise.all([ctx.loaders.citedFacts.load(id), ctx.loaders.knownNames.load(draftId)]);
    const { grounded, ungrounded } = ctx.services.drafter.ground(body, all, names);
    const shown = grounded.map((figure) => {
      const factIndex = facts.findIndex((fact) => isDeepStrictEqual(fact, all[figure.factIndex!]));
      return factIndex < 0 ? { ...figure, factIndex: null, reason: "It stands on a fact that is not yours to read." } : { ...figure, factIndex };
    });
    return [...shown, ...ungrounded].sort((a, b) => a.start - b.start);
  }
}
