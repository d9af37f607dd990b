import type { GraphQLResolveInfo } from "graphql";
import { Field, InputType, ObjectType } from "type-graphql";
import type { Context } from "../server/context.js";
import { badInput, DomainError, type ErrorCode } from "../server/domain/errors.js";
import type { Class } from "../server/read/connection.js";
import { ErrorCodes } from "./errorCodes.js";
import { isUnreadableValue } from "../server/read/errors.js";

@ObjectType({ description: "Why a mutation did nothing, in words its caller can act on. Missing rights and records are errors instead." })
export class Refusal {
  @Field(() => ErrorCodes, { description: "What kind of reason it is." })
  code!: ErrorCode;

  @Field({ description: "What is wrong and what to do about it." })
  message!: string;

  @Field(() => String, { nullable: true, description: "The input field at fault, when there is one." })
  field?: string;
}

/** What every mutation's input may carry. */
@InputType()
export abstract class MutationInput {
  @Field(() => String, { nullable: true, description: "Repeat a call with the same key and it has one effect and one answer; with another input it is refused. At most 255 characters of your choice, per user and mutation." })
  idempotencyKey?: string | null;
}

/** Nothing a caller can mend by changing the input: these are errors of the request. */
const THROWN = new Set<ErrorCode>(["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND"]);

/** GraphQL takes an error object for a failure wherever it stands, so only its words travel. */
export const asData = ({ code, message, field }: DomainError): Refusal => ({ code, message, field });

/** A refusal as data, or the error again when it belongs to the request itself. */
export function refusalFrom(error: unknown): Refusal {
  if (error instanceof DomainError && !THROWN.has(error.code)) return asData(error);
  if (isUnreadableValue(error)) return { code: "BAD_USER_INPUT", message: "A value of the input can't be kept: an id that is none, a number out of range, or a character no text may hold." };
  throw error;
}

/** A file's content may be in an encoding that has NULs; whoever reads it finds out. */
const MAY_HOLD_NUL = ["content"];

/** Refuses text that the database can't hold, by its field. */
export function refuseNul(input: object): void {
  for (const [field, value] of Object.entries(input)) {
    for (const each of [value].flat() as unknown[]) {
      if (typeof each === "string" && each.includes("\0") && !MAY_HOLD_NUL.includes(field)) throw badInput(field, `"${field}" holds a NUL character, which no text of ours has.`);
      if (typeof each === "object" && each !== null) refuseNul(each);
    }
  }
}

export interface Payload<E> { refusal?: Refusal | null; record?: E | null }

/** The payload of a mutation on one record: `{ refusal, <field> }`. */
export function payloadOf<E extends object>(mutation: string, field: string, noun: Class<E>): Class<Payload<E>> {
  @ObjectType(`${mutation}Payload`, { description: "Either the record as it is now, or why nothing was done." })
  class MutationPayload implements Payload<E> {
    @Field(() => Refusal, { nullable: true, description: "Why nothing was done; null when it was done." })
    refusal?: Refusal | null;

    @Field(() => noun, { name: field, nullable: true, description: "The record as it is now." })
    record?: E | null;
  }
  return MutationPayload;
}

/** Runs a verb once per idempotency key and reads its record back the way the caller selected it. */
export async function answer<E extends { id: string }>(
  ctx: Context, info: GraphQLResolveInfo, noun: Class<E>, field: string, input: MutationInput, verb: (ctx: Context) => Promise<{ id: string }>,
): Promise<Payload<E>> {
  let show: ReturnType<typeof ctx.read.ahead<E>>;
  let done: { id: string };
  try {
    refuseNul(input);
    show = ctx.read.ahead(noun, info, [field]);
    done = await ctx.once(info.fieldName, input, verb);
  } catch (error) {
    return { refusal: refusalFrom(error) };
  }
  return { record: await show(done, ctx.wrote(done)) }; // not in there: what goes wrong now refuses nothing, it is done
}
