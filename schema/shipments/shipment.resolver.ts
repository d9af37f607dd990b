import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import { Shipment } from "../../entities/Shipment.js";
import type { Context } from "../../server/context.js";
import { connectionOf } from "../../server/read/connection.js";
import { NamedArgs, singledOut } from "../named.js";
import { ShipmentsArgs } from "./shipment.inputs.js";

@Resolver(() => Shipment)
export class ShipmentResolver {
  @Query(() => connectionOf(Shipment), { description: "Shipments of your regions' distributors." })
  shipments(@Args(() => ShipmentsArgs) args: ShipmentsArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(Shipment, args, info);
  }

  @Query(() => Shipment, { nullable: true, description: "One shipment; null when there is none, or none that you may see." })
  shipment(@Args(() => NamedArgs) args: NamedArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.one(Shipment, singledOut(args), info);
  }
}
