import { ArgsType, Field, ID } from "type-graphql";
import { badInput } from "../server/domain/errors.js";
import { named } from "../server/domain/lockFor.js";

/** How one record is asked for: by its id or by the number people speak of. */
@ArgsType()
export class NamedArgs {
  @Field(() => ID, { nullable: true, description: "The record's id." })
  id?: string | null;

  @Field(() => String, { nullable: true, description: "The record's human number, for example ORD-2026-1047." })
  number?: string | null;
}

/** The columns that single the record out; exactly one of both arguments. */
export function singledOut({ id, number }: NamedArgs): { id?: string; number?: string } {
  if ((id == null) === (number == null)) throw badInput("id", "Give the id or the number, one of both.");
  return number != null ? { number: number.normalize("NFC") } : named(id!);
}
