import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import { Document } from "../../entities/Document.js";
import type { Context } from "../../server/context.js";
import { connectionOf } from "../../server/read/connection.js";
import { NamedArgs, singledOut } from "../named.js";
import { DocumentsArgs } from "./document.inputs.js";

@Resolver(() => Document)
export class DocumentResolver {
  @Query(() => connectionOf(Document), { description: "Documents of your regions' distributors." })
  documents(@Args(() => DocumentsArgs) args: DocumentsArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(Document, args, info);
  }

  @Query(() => Document, { nullable: true, description: "One document; null when there is none, or none that you may see." })
  document(@Args(() => NamedArgs) args: NamedArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.one(Document, singledOut(args), info);
  }
}
