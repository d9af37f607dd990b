import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Field, ID, Info, InputType, Int, Mutation, Resolver } from "type-graphql";
import type { Context } from "../server/context.js";
import { archiveRecord } from "../server/domain/archive/archiveRecord.js";
import { restoreRecord } from "../server/domain/archive/restoreRecord.js";
import type { Class } from "../server/read/connection.js";
import { RECORD_KINDS } from "../server/records/index.js";
import type { RecordKind } from "../server/records/recordKind.js";
import { answer, MutationInput, payloadOf } from "./refusal.js";

/** `<kind>Archive` and `<kind>Restore` of a kind of record. */
function archiveOf(kind: RecordKind & { archivesAlong: object }) {
  const noun = kind.entity as Class<{ id: string }>;
  const name = noun.name.replace(/^./, (first) => first.toLowerCase());
  const ArchivePayload = payloadOf(`${noun.name}Archive`, name, noun);
  const RestorePayload = payloadOf(`${noun.name}Restore`, name, noun);
  const along = Object.keys(kind.archivesAlong).map((taken) => `${taken}s`).join(", ");

  @InputType(`${noun.name}ArchiveInput`)
  class ArchiveInput extends MutationInput {
    @Field(() => ID, { description: "Id or human number of the record." }) id!: string;
    @Field(() => Int, { description: "The version that you read." }) version!: number;
    @Field({ description: "Why, in 1 to 500 characters." }) reason!: string;
  }

  @InputType(`${noun.name}RestoreInput`)
  class RestoreInput extends MutationInput {
    @Field(() => ID, { description: "Id or human number of the record." }) id!: string;
    @Field(() => Int, { description: "The version that you read." }) version!: number;
  }

  @Resolver(() => noun)
  class ArchiveResolver {
    @Mutation(() => ArchivePayload, {
      name: `${name}Archive`,
      description: `Hides it from lists, rules and imports${along ? `, with its ${along}` : ""}. Its number stays taken. WRONG_STATE while work on it is open, naming what.`,
    })
    archive(@Arg("input", () => ArchiveInput) input: ArchiveInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
      return answer(ctx, info, noun, name, input, (keyed) => archiveRecord(keyed, kind, input));
    }

    @Mutation(() => RestorePayload, {
      name: `${name}Restore`,
      description: "Brings it back from the archive, with what was archived along with it. WRONG_STATE while a record that it belongs to is archived.",
    })
    restore(@Arg("input", () => RestoreInput) input: RestoreInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
      return answer(ctx, info, noun, name, input, (keyed) => restoreRecord(keyed, kind, input));
    }
  }
  return ArchiveResolver;
}

export const archiveResolvers = () => RECORD_KINDS.filter((kind): kind is RecordKind & { archivesAlong: object } => kind.archivesAlong !== undefined).map(archiveOf);
