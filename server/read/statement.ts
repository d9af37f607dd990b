import type { GraphQLResolveInfo } from "graphql";
import type pg from "pg";
import { preparedName } from "../database/prepared.js";
import type { Binding } from "./parameters.js";
import { placeOf, type Statement } from "./place.js";

type Compiled<S> = Omit<S, "name">;

type Runnable = Pick<Statement, "text" | "name" | "parameters">;

const SHAPES_A_PLACE = 200;
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
export const prepared = <S extends Runnable>(compiled: Compiled<S>) => ({ ...compiled, name: preparedName(compiled.text) });

/** Runs a statement in one round trip. */
export async function run<R extends object>(pool: pg.Pool, { text, name, parameters }: Runnable, binding: Binding): Promise<R[]> {
  const { rows } = await pool.query<R>({ text, name, values: parameters.values(binding) });
  return rows;
}
