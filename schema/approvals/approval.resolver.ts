import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, ID, Info, InputType, Query, Resolver } from "type-graphql";
import { Approval } from "../../entities/Approval.js";
import { ApprovalDecision } from "../../entities/enums.js";
import type { Context } from "../../server/context.js";
import { connectionOf, pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";

@InputType({ description: "Which decisions; conditions add up." })
export class ApprovalFilter {
  @Field(() => [ApprovalDecision], { nullable: true })
  @Where("decision", "in")
  decision?: ApprovalDecision[];

  @Field(() => [ID], { nullable: true, description: "Ids of the people who decided." })
  @Where("approverId", "in")
  approverId?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of drafts." })
  @Where("draft.number", "in")
  draft?: string[];
}

export enum ApprovalSortField { CREATED_AT = "createdAt" }

@ArgsType()
class ApprovalsArgs extends pageArgs(Approval, ApprovalFilter, ApprovalSortField) {}

@Resolver(() => Approval)
export class ApprovalResolver {
  @Query(() => connectionOf(Approval), { description: "Decisions people took on revisions: approvals, rejections, requests to redo." })
  approvals(@Args(() => ApprovalsArgs) args: ApprovalsArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(Approval, args, info);
  }

  @Query(() => Approval, { nullable: true, description: "One decision; null when there is none, or none that you may see." })
  approval(@Arg("id", () => ID) id: string, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.one(Approval, { id }, info);
  }
}
