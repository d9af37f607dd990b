import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, ID, Info, InputType, Mutation, Query, Resolver } from "type-graphql";
import { ImportKind, ImportState } from "../../entities/enums.js";
import { ImportRun } from "../../entities/ImportRun.js";
import { Day } from "../../entities/scalars.js";
import type { Context } from "../../server/context.js";
import { importRecords } from "../../server/domain/imports/importRecords.js";
import { connectionOf, pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";
import { answer, MutationInput, payloadOf } from "../refusal.js";

@InputType({ description: "Which imports; conditions add up." })
export class ImportFilter {
  @Field(() => [ImportKind], { nullable: true })
  @Where("kind", "in")
  kind?: ImportKind[];

  @Field(() => [ImportState], { nullable: true })
  @Where("state", "in")
  state?: ImportState[];
}

export enum ImportSortField { CREATED_AT = "createdAt" }

@ArgsType()
class ImportsArgs extends pageArgs(ImportRun, ImportFilter, ImportSortField) {}

@InputType()
export class RecordsImportInput extends MutationInput {
  @Field(() => ImportKind, { description: "What the rows are." })
  kind!: ImportKind;

  @Field(() => String, { nullable: true, description: "Name of a mapping preset, for files with other columns than the documented ones." })
  mapping?: string;

  @Field(() => [String], { nullable: true, description: "Forms that the file writes its days in, such as D/M/YYYY, M/D/YY or D-Mon-YY, instead of those of the mapping; YYYY-MM-DD must be among them if it occurs beside others." })
  days?: string[] | null;

  @Field({ description: "Name of the file, for the record." })
  fileName!: string;

  @Field({ description: "The file's text, up to about 10 MB; larger files stream to POST /imports." })
  content!: string;

  @Field({ defaultValue: true, description: "Only say what would happen; nothing is changed." })
  preview!: boolean;

  @Field({ defaultValue: false, description: "Change nothing at all when any row is bad." })
  strict!: boolean;

  @Field({ defaultValue: true, description: "Run detection afterwards. Without it detection waits for a run on demand, four hours at most: for files that belong together, such as invoices and their payments." })
  detect!: boolean;

  @Field(() => Day, { nullable: true, description: "Look at what happened since this day: a cause that began before it comes in as history and opens no case. It holds for every detection until another day is given." })
  since?: string | null;
}

const RecordsImportPayload = payloadOf("RecordsImport", "import", ImportRun);

@Resolver(() => ImportRun)
export class ImportResolver {
  @Query(() => connectionOf(ImportRun), { description: "What came in by file." })
  imports(@Args(() => ImportsArgs) args: ImportsArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(ImportRun, args, info);
  }

  @Query(() => ImportRun, { name: "import", nullable: true, description: "One import; null when there is none." })
  importRun(@Arg("id", () => ID) id: string, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.one(ImportRun, { id }, info);
  }

  @Mutation(() => RecordsImportPayload, { description: "Brings records in from a delimited file, or previews it. Rows that can't be taken are counted, listed with their reason and never stop the others: `refusedCount` is 0 when every row is in." })
  recordsImport(@Arg("input", () => RecordsImportInput) input: RecordsImportInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, ImportRun, "import", input, (keyed) => importRecords(keyed, { ...input, since: input.since ?? undefined }));
  }
}
