import { FieldResolver, Resolver, Root } from "type-graphql";
import { NeedsColumns } from "../entities/read.js";
import type { Class } from "../server/read/connection.js";
import { RECORD_KINDS } from "../server/records/index.js";
import type { Lifecycle } from "../server/records/lifecycle.js";

/** `availableTransitions` of a noun, read off its lifecycle, so that no screen copies a rule. */
function transitionsOf(noun: Class, column: string, lifecycle: Lifecycle<string, string>) {
  @Resolver(() => noun)
  class TransitionsResolver {
    @FieldResolver(() => [String], { description: "What the lifecycle allows next; whether you may do it depends on your rights too." })
    @NeedsColumns(column)
    availableTransitions(@Root() record: Record<string, unknown>): string[] {
      const state = record[column];
      return state ? lifecycle.from(state as string) : [];
    }
  }
  return TransitionsResolver;
}

export const transitionResolvers = () => RECORD_KINDS.flatMap(({ entity, state }) => (state ? [transitionsOf(entity as Class, state.property, state.lifecycle)] : []));
