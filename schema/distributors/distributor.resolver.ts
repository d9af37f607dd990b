import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import { Distributor } from "../../entities/Distributor.js";
import type { Context } from "../../server/context.js";
import { connectionOf } from "../../server/read/connection.js";
import { NamedArgs, singledOut } from "../named.js";
import { DistributorsArgs } from "./distributor.inputs.js";

@Resolver(() => Distributor)
export class DistributorResolver {
  @Query(() => connectionOf(Distributor), { description: "Distributors of your regions." })
  distributors(@Args(() => DistributorsArgs) args: DistributorsArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(Distributor, args, info);
  }

  @Query(() => Distributor, { nullable: true, description: "One distributor; null when there is none, or none that you may see." })
  distributor(@Args(() => NamedArgs) args: NamedArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.one(Distributor, singledOut(args), info);
  }
}
