import type { GraphQLResolveInfo, GraphQLSchema } from "graphql";
import { Arg, Args, ArgsType, buildSchema, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { DateTime } from "../../../entities/scalars.js";
import { connectionOf, pageArgs } from "../connection.js";
import type { Reader } from "../reader.js";
import { addRelationArguments } from "../schema.js";
import { Where } from "../where.js";
import { Bill, Licence, Line, Oddity, Partner, Purchase } from "./entities.js";

export interface TestContext { read: Reader }

export enum PurchaseSortField {
  NUMBER = "number", STATUS = "status", PRIORITY = "priority", DUE = "dueAt", VALUE = "value", LATE = "late", LINES = "lineCount",
  PARTNER = "partner.name", TIER = "partner.tier", PARENT = "partner.parent.name",
}

@InputType()
export class PurchaseFilter {
  @Field(() => [String], { nullable: true }) @Where("status", "in") status?: string[] | null;
  @Field(() => String, { nullable: true }) @Where("number") number?: string | null;
  @Field(() => Int, { nullable: true }) @Where("priority", "gte") priorityFrom?: number | null;
  @Field(() => Int, { nullable: true }) @Where("priority", "lte") priorityTo?: number | null;
  @Field(() => Boolean, { nullable: true }) @Where("priority", "isNull") unranked?: boolean | null;
  @Field(() => DateTime, { nullable: true }) @Where("dueAt", "gt") dueAfter?: Date | null;
  @Field(() => DateTime, { nullable: true }) @Where("dueAt", "lt") dueBefore?: Date | null;
  @Field(() => Int, { nullable: true }) @Where("value", "gte") valueFrom?: number | null;
  @Field(() => [String], { nullable: true }) @Where("tags", "anyOf") tags?: string[] | null;
  @Field(() => String, { nullable: true }) @Where("tags") tag?: string | null;
  @Field(() => Boolean, { nullable: true }) @Where("late") late?: boolean | null;
  @Field(() => Int, { nullable: true }) @Where("lineCount", "gte") linesFrom?: number | null;
  @Field(() => [String], { nullable: true }) @Where("partner.region", "in") region?: string[] | null;
  @Field(() => ID, { nullable: true }) @Where("partnerId") partnerId?: string | null;
  @Field(() => Boolean, { nullable: true }) @Where("partner", "isNull") partnerless?: boolean | null;
  @Field(() => String, { nullable: true }) @Where("lines.sku") sku?: string | null;
  @Field(() => String, { nullable: true }) @Where("labels.name", "contains") label?: string | null;
  @Field(() => Boolean, { nullable: true }) @Where("bills.overdue") billOverdue?: boolean | null;
  @Field(() => Boolean, { nullable: true }) @Where("bills", "isNull") unbilled?: boolean | null;
  @Field(() => String, { nullable: true }) @Where(["number", "partner.name", "lines.sku"], "search") search?: string | null;
}

@ArgsType() class PurchaseArgs extends pageArgs(Purchase, PurchaseFilter, PurchaseSortField) {}

export enum BillSortField { NUMBER = "number", AMOUNT = "amount", DUE = "dueOn", OVERDUE = "overdue", PARTNER = "purchase.partner.name" }

@InputType()
export class BillFilter {
  @Field(() => Boolean, { nullable: true }) @Where("paid") paid?: boolean | null;
  @Field(() => Boolean, { nullable: true }) @Where("overdue") overdue?: boolean | null;
  @Field(() => Int, { nullable: true }) @Where("amount", "gte") amountFrom?: number | null;
  @Field(() => String, { nullable: true }) @Where("purchase.partner.region") region?: string | null;
  @Field(() => ID, { nullable: true }) @Where("purchaseId") purchaseId?: string | null;
  @Field(() => String, { nullable: true }) undeclared?: string | null;
}

@ArgsType() class BillArgs extends pageArgs(Bill, BillFilter, BillSortField) {}

export enum PartnerSortField { NAME = "name", REGION = "region", TIER = "tier", CREDIT = "creditLimit", LICENCE = "licence.expiresOn" }

@InputType()
export class PartnerFilter {
  @Field(() => [String], { nullable: true }) @Where("region", "in") region?: string[] | null;
  @Field(() => String, { nullable: true }) @Where(["name", "parent.name"], "search") search?: string | null;
  @Field(() => Boolean, { nullable: true }) @Where("licence.expired") licenceExpired?: boolean | null;
  @Field(() => Boolean, { nullable: true }) @Where("purchases.late") hasLate?: boolean | null;
  @Field(() => Boolean, { nullable: true }) @Where("licence", "isNull") unlicensed?: boolean | null;
}

@ArgsType() class PartnerArgs extends pageArgs(Partner, PartnerFilter, PartnerSortField) {}

@ObjectType() class PurchasePayload {
  @Field(() => Purchase, { nullable: true }) purchase!: Purchase | null;
  @Field() done!: boolean;
}

@Resolver(Purchase)
export class TradeResolver {
  @Query(() => connectionOf(Purchase))
  purchases(@Args(() => PurchaseArgs) args: PurchaseArgs, @Ctx() { read }: TestContext, @Info() info: GraphQLResolveInfo) {
    return read.connection(Purchase, args, info);
  }

  @Query(() => connectionOf(Bill))
  bills(@Args(() => BillArgs) args: BillArgs, @Ctx() { read }: TestContext, @Info() info: GraphQLResolveInfo) {
    return read.connection(Bill, args, info);
  }

  @Query(() => connectionOf(Partner))
  partners(@Args(() => PartnerArgs) args: PartnerArgs, @Ctx() { read }: TestContext, @Info() info: GraphQLResolveInfo) {
    return read.connection(Partner, args, info);
  }

  @Query(() => Purchase, { nullable: true })
  purchase(@Arg("number", () => String, { nullable: true }) number: string | null, @Arg("id", () => ID, { nullable: true }) id: string | null,
    @Ctx() { read }: TestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Purchase, number ? { number } : { id: id! }, info);
  }

  @Query(() => Line, { nullable: true })
  lineAt(@Arg("position", () => Int) position: number, @Ctx() { read }: TestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Line, { position }, info);
  }

  @Query(() => Licence, { nullable: true })
  licence(@Arg("code") code: string, @Ctx() { read }: TestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Licence, { code }, info);
  }

  @Query(() => Oddity, { nullable: true })
  oddity(@Arg("id", () => ID) id: string, @Ctx() { read }: TestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Oddity, { id }, info);
  }

  @Mutation(() => PurchasePayload)
  async purchaseTouch(@Arg("number") number: string, @Ctx() { read }: TestContext, @Info() info: GraphQLResolveInfo) {
    return { done: true, purchase: await read.one(Purchase, { number }, info, ["purchase"]) };
  }
}

export const buildTradeSchema = async (): Promise<GraphQLSchema> =>
  addRelationArguments(await buildSchema({ resolvers: [TradeResolver], validate: false, scalarsMap: [{ type: Date, scalar: DateTime }] }));
