import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, ID, Info, InputType, Query, Resolver } from "type-graphql";
import type { Context } from "../../server/context.js";
import { type Class, connectionOf, pageArgs, type PageArgs, typeNameOf } from "../../server/read/connection.js";
import { type Operator, Where } from "../../server/read/where.js";

interface Condition { type: () => unknown; path: string; operator?: Operator; description: string }

export interface Parts {
  /** Root field. */
  name: string;
  description: string;
  /** Fields of the filter. */
  filter: Record<string, Condition>;
  /** Properties to sort by, under the names of the API. */
  sort: Record<string, string>;
}

/** A filter by the id of the record that holds the part. */
export const holder = (relation: string, what: string): Condition => ({ type: () => ID, path: `${relation}.id`, description: `Id of the ${what}.` });

/** A root list of what stands within other records, so that all of it can be paged through, however much one record holds. */
export function listOfParts(noun: Class, { name, description, filter, sort }: Parts): Function {
  class PartFilter {}
  InputType(`${typeNameOf(noun)}Filter`, { description: "Which of them; conditions add up." })(PartFilter);
  for (const [field, { type, path, operator, description: of }] of Object.entries(filter)) {
    Field(type as () => typeof ID, { nullable: true, description: of })(PartFilter.prototype, field);
    Where(path, operator)(PartFilter.prototype, field);
  }

  @ArgsType()
  class PartArgs extends pageArgs(noun, PartFilter, sort) {}

  @Resolver(() => noun)
  class PartsResolver {
    @Query(() => connectionOf(noun), { name, description })
    list(@Args(() => PartArgs) args: PageArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
      return ctx.read.connection(noun, args, info);
    }
  }
  return PartsResolver;
}
