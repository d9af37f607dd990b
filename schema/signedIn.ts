import type { GraphQLSchema } from "graphql";
import type { Context } from "../server/context.js";
import { DomainError } from "../server/domain/errors.js";

/** What nobody in particular may ask: who they are, and to be let in. */
const OPEN_TO_ALL = ["Query.viewer", "Mutation.signIn"];

/** Puts every root field behind the sign-in, but for those that lead to it; a field added later is behind it too. */
export function requireSignIn(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (OPEN_TO_ALL.includes(`${type!.name}.${field.name}`)) continue;
      const work = type === schema.getSubscriptionType() ? "subscribe" : "resolve";
      const behind = field[work]!;
      field[work] = (source, args, ctx: Context, info) => {
        if (!ctx.actor.userId) throw new DomainError("UNAUTHENTICATED", "Nobody is signed in here; sign in first.");
        return behind(source, args, ctx, info);
      };
    }
  }
  return schema;
}
