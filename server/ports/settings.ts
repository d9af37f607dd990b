import { z } from "zod";

/** An empty line in .env means that the setting is not set. */
export const blankIsUnset = (value: unknown) => (value === "" ? undefined : value);

/** A text that may be left out. */
export const text = z.preprocess(blankIsUnset, z.string().trim().min(1).optional());

/** An address with one of these protocols, which may be left out. */
export const url = (protocols: string[]) =>
  z.preprocess(blankIsUnset, z.string().refine((value) => protocols.some((p) => value.startsWith(`${p}://`)), `must start with ${protocols.map((p) => `${p}://`).join(" or ")}`).optional());
