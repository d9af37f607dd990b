import type pg from "pg";
import { preparedName } from "../database/prepared.js";
import type { Binding, Parameters } from "./parameters.js";
import type { Selection } from "./selection.js";

/** One compiled SQL statement; it holds no values, so it serves every request of its shape. */
export interface Statement {
  text: string;
  parameters: Parameters;
  /** What it was compiled for. */
  selection: Selection;
}

/** Runs a statement in one round trip; each connection parses and plans it once. */
export async function run<R extends object>(pool: pg.Pool, { text, parameters }: Omit<Statement, "selection">, binding: Binding): Promise<R[]> {
  const { rows } = await pool.query<R>({ text, name: preparedName(text), values: parameters.values(binding) });
  return rows;
}
