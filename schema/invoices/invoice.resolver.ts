import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import { Invoice } from "../../entities/Invoice.js";
import type { Context } from "../../server/context.js";
import { connectionOf } from "../../server/read/connection.js";
import { NamedArgs, singledOut } from "../named.js";
import { InvoicesArgs } from "./invoice.inputs.js";

@Resolver(() => Invoice)
export class InvoiceResolver {
  @Query(() => connectionOf(Invoice), { description: "Invoices of your regions' distributors; amounts as your role may read them." })
  invoices(@Args(() => InvoicesArgs) args: InvoicesArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(Invoice, args, info);
  }

  @Query(() => Invoice, { nullable: true, description: "One invoice; null when there is none, or none that you may see." })
  invoice(@Args(() => NamedArgs) args: NamedArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.one(Invoice, singledOut(args), info);
  }
}
