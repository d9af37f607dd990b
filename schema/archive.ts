import { Field, ID, InputType, Int } from "type-graphql";
import { archiveRecord } from "../server/domain/archive/archiveRecord.js";
import { restoreRecord } from "../server/domain/archive/restoreRecord.js";
import { NO_OPEN_CASE } from "../server/domain/verbs/when.js";
import type { Class } from "../server/read/connection.js";
import { RECORD_KINDS } from "../server/records/index.js";
import type { RecordKind } from "../server/records/recordKind.js";
import { MutationInput } from "./refusal.js";
import { mutationsOf, verb } from "./verbs.js";

/** `<kind>Archive` and `<kind>Restore` of a kind of record. */
function archiveOf(kind: RecordKind & { archivesAlong: object }) {
  const noun = kind.entity as Class<{ id: string }>;
  const name = noun.name.replace(/^./, (first) => first.toLowerCase());
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

  const open = kind.state?.open?.length ? ` AND t.${kind.state.property} NOT IN (${kind.state.open.map((state) => `'${state}'`).join(", ")})` : "";
  return mutationsOf(noun, name, {
    [`${name}Archive`]: verb({
      input: ArchiveInput, verb: (ctx, input) => archiveRecord(ctx, kind, input),
      says: `Hides it from lists, rules and imports${along ? `, with its ${along}` : ""}. Its number stays taken. WRONG_STATE while work on it is open, naming what.`,
      takes: { on: noun, right: "change", when: `t.archived_at IS NULL${open} AND ${NO_OPEN_CASE}` },
    }),
    [`${name}Restore`]: verb({
      input: RestoreInput, verb: (ctx, input) => restoreRecord(ctx, kind, input),
      says: "Brings it back from the archive, with what was archived along with it. WRONG_STATE while a record that it belongs to is archived.",
      takes: { on: noun, right: "change", when: "t.archived_at IS NOT NULL" },
    }),
  });
}

export const archiveResolvers = () => RECORD_KINDS.filter((kind): kind is RecordKind & { archivesAlong: object } => kind.archivesAlong !== undefined).map(archiveOf);
