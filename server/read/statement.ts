import type { GraphQLResolveInfo } from "graphql";
import type pg from "pg";
import type { Binding } from "./parameters.js";
import { placeOf, type Statement } from "./place.js";

type Compiled<S> = Omit<S, "name">;

type Runnable = Pick<Statement, "text" | "name" | "parameters">;

const SHAPES_A_PLACE = 200;
// Every connection keeps what was named for good, so a flood of documents must not get names without end.
const MOST_NAMES = 300;
const names = new Map<string, string>();

/**
 * The statement for this place of the document and this shape of the request, compiled when it is new.
 * @param shape whatever the SQL depends on beyond the document: rights, filter fields, order, page
 */
export function statementFor(info: GraphQLResolveInfo, shape: readonly unknown[], compile: () => Compiled<Statement>): Statement {
  const { statements, variables } = placeOf(info);
  const key = JSON.stringify([...shape, ...variables.map((name) => info.variableValues[name])]);
  const known = statements.get(key);
  if (known) return known;
  const statement = prepared(compile());
  if (statements.size >= SHAPES_A_PLACE) statements.clear();
  statements.set(key, statement);
  return statement;
}

/** A statement under the name that its text has on every connection. */
export const prepared = <S extends Runnable>(compiled: Compiled<S>) => ({ ...compiled, name: nameOf(compiled.text) });

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_NAMES) return known;
  const name = `read ${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** Runs a statement in one round trip. */
export async function run<R extends object>(pool: pg.Pool, { text, name, parameters }: Runnable, binding: Binding): Promise<R[]> {
  const { rows } = await pool.query<R>({ text, name, values: parameters.values(binding) });
  return rows;
}
