import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import { Order } from "../../entities/Order.js";
import type { Context } from "../../server/context.js";
import { connectionOf } from "../../server/read/connection.js";
import { NamedArgs, singledOut } from "../named.js";
import { OrdersArgs } from "./order.inputs.js";

@Resolver(() => Order)
export class OrderResolver {
  @Query(() => connectionOf(Order), { description: "Orders of your regions' distributors." })
  orders(@Args(() => OrdersArgs) args: OrdersArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(Order, args, info);
  }

  @Query(() => Order, { nullable: true, description: "One order; null when there is none, or none that you may see." })
  order(@Args(() => NamedArgs) args: NamedArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.one(Order, singledOut(args), info);
  }
}
