import type { GraphQLResolveInfo } from "graphql";
import { GraphQLJSONObject } from "graphql-scalars";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Info, InputType, Query, Resolver, Root } from "type-graphql";
import { AuditEntry } from "../../entities/AuditEntry.js";
import { ActorKind } from "../../entities/enums.js";
import { NeedsColumns } from "../../entities/read.js";
import type { Context } from "../../server/context.js";
import { storyOfRecord } from "../../server/domain/timeline/storyOfRecord.js";
import { connectionOf, pageArgs } from "../../server/read/connection.js";
import { Where, WhereSql } from "../../server/read/where.js";

@InputType({ description: "Which entries; conditions add up. A record's timeline is all entries that carry its id." })
export class AuditEntryFilter {
  @Field(() => [String], { nullable: true, description: "Event types such as draft.approved." })
  @Where("type", "in")
  type?: string[];

  @Field(() => [ActorKind], { nullable: true })
  @Where("actorKind", "in")
  actorKind?: ActorKind[];

  @Field(() => ID, { nullable: true, description: "The record the entry is about." })
  @Where("subjectId")
  subjectId?: string;

  @Field(() => ID, {
    nullable: true,
    description: "Everything about an invoice, a shipment or a document: its own entries, and those of the exceptions on it with their tasks, drafts and messages.",
  })
  @WhereSql(storyOfRecord)
  recordId?: string;

  @Field(() => ID, { nullable: true, description: "Everything about a distributor." })
  @Where("distributorId")
  distributorId?: string;

  @Field(() => ID, { nullable: true, description: "Everything about an order." })
  @Where("orderId")
  orderId?: string;

  @Field(() => ID, { nullable: true, description: "Everything about an exception." })
  @Where("exceptionId")
  exceptionId?: string;

  @Field(() => ID, { nullable: true, description: "Everything about a task." })
  @Where("taskId")
  taskId?: string;

  @Field(() => ID, { nullable: true, description: "Everything about a draft." })
  @Where("draftId")
  draftId?: string;

  @Field(() => Date, { nullable: true })
  @Where("occurredAt", "gte")
  occurredFrom?: Date;

  @Field(() => Date, { nullable: true })
  @Where("occurredAt", "lte")
  occurredUntil?: Date;
}

export enum AuditEntrySortField { OCCURRED_AT = "occurredAt", ID = "id" }

@ArgsType()
class AuditEntriesArgs extends pageArgs(AuditEntry, AuditEntryFilter, AuditEntrySortField) {}

@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  @Query(() => connectionOf(AuditEntry), { description: "The append-only story, newest first: of the records you may see, and the whole of it for Admin and Legal." })
  auditEntries(@Args(() => AuditEntriesArgs) args: AuditEntriesArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(AuditEntry, args, info);
  }

  @Query(() => AuditEntry, { nullable: true, description: "One entry; null when there is none, or none that you may see." })
  auditEntry(@Arg("id", () => ID) id: string, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.one(AuditEntry, { id }, info);
  }

  @FieldResolver(() => GraphQLJSONObject, {
    nullable: true,
    description: "Before and after of the changed columns, and what else the event tells; without the fields your role may not read, null when it may read none of it.",
  })
  @NeedsColumns("id")
  details(@Root() entry: AuditEntry, @Ctx() ctx: Context): Promise<object | null> {
    return ctx.loaders.entryDetails.load(entry.id);
  }
}
