import type { GraphQLSchema } from "graphql";
import type { Context } from "../server/context.js";
import { DomainError } from "../server/domain/errors.js";
import { lackOfScope } from "../server/policies/scopes.js";

/** What nobody in particular may ask: who they are, and to be let in. */
const OPEN_TO_ALL = ["Query.viewer", "Mutation.signIn"];

/** Puts every root field behind the sign-in, but for those that lead to it, and behind the scopes of tokens; a field added later is behind both. */
export function requireSignIn(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const work = type === schema.getSubscriptionType() ? "subscribe" : "resolve";
      const behind = field[work]!;
      const open = OPEN_TO_ALL.includes(`${type!.name}.${field.name}`);
      field[work] = (source, args, ctx: Context, info) => {
        if (!ctx.actor.userId && !open) throw new DomainError("UNAUTHENTICATED", "Nobody is signed in here; sign in first.");
        const lack = lackOfScope(ctx.actor, type!.name as "Query", field.name);
        if (lack) return ctx.refuse(lack);
        return behind(source, args, ctx, info);
      };
    }
  }
  return schema;
}
