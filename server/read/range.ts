import { badInput } from "../domain/errors.js";
import type { PageArgs } from "./connection.js";

const BY_DEFAULT = 50;
const MOST = 200;

/** How many records of a list are shown, and from which of its ends. */
export interface Range { size: number; backwards: boolean }

export function rangeOf({ first, last, before }: PageArgs): Range {
  if (isGiven(first) && isGiven(last)) throw badInput("last", "Give either first or last, not both.");
  const backwards = isGiven(last) || (!isGiven(first) && isGiven(before));
  const size = first ?? last ?? BY_DEFAULT;
  const name = backwards ? "last" : "first";
  if (!Number.isInteger(size) || size < 0) throw badInput(name, `"${name}" must be a whole number from 0 to ${MOST}.`);
  if (size > MOST) throw badInput(name, `A page holds at most ${MOST} records; give "${name}" a number up to ${MOST} and go on with its cursors.`);
  return { size, backwards };
}

const isGiven = (value: unknown) => value !== null && value !== undefined;
