import type { Context } from "../../context.js";
import { abilityFor, type Action } from "../../policies/ability.js";
import { lackOfScope } from "../../policies/scopes.js";
import type { Closed, Lifecycle } from "../../records/lifecycle.js";
import type { Class } from "../../records/recordKind.js";

/** What a verb takes of the record that it is done to. */
export interface Takes {
  /** The class of that record. */
  on: Class;
  /** The right to it; a noun where the right is not to the record itself. */
  right: Action | { action: Action; noun: string };
  /** SQL over the row `t` of what must hold of it, besides; `$1` is the moment. */
  when?: string;
  /** Why it still may not, for some records that right and state allow; asked for these alone. */
  unless?(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>>;
}

/** A verb by the name of its mutation. */
export interface NamedVerb { name: string; takes: Takes }

const VERBS = new Map<Class, NamedVerb[]>();

/** Makes a verb known to whoever asks what may be done to a record. */
export function declareVerb(name: string, takes: Takes): void {
  VERBS.set(takes.on, [...(VERBS.get(takes.on) ?? []).filter((verb) => verb.name !== name), { name, takes }]);
}
export const verbsOn = (entity: Class): readonly NamedVerb[] => VERBS.get(entity) ?? [];
export const classesWithVerbs = (): Class[] => [...VERBS.keys()];

const list = (values: readonly unknown[]) => `(${values.map((value) => `'${String(value)}'`).join(", ")})`;

/** Holds in the states from which the action leads on. */
export const stepsBy = <S extends string, A extends string>(column: string, { states, from }: Lifecycle<S, A>, action: A): string =>
  `t.${column} IN ${list(states.filter((state) => from(state).includes(action)))}`;

/** Holds while a record takes changes. */
export const whileOpen = <E>({ column, values }: Closed<E>): string => `t.${column} NOT IN ${list(values)}`;

/** The names of the verbs that the actor may do to each record now, by the rights and states that the verbs themselves ask for; one statement for all. */
export async function possibleVerbs(ctx: Context, entity: Class, ids: readonly string[]): Promise<string[][]> {
  const { database, pool } = ctx.services;
  const values: unknown[] = [ctx.now(), ids];
  const columns = verbsOn(entity).flatMap((verb) => {
    const condition = conditionOf(ctx, verb, values);
    return condition ? [{ verb, sql: `CASE WHEN ${condition} THEN '${verb.name}' END` }] : [];
  });
  if (!columns.length) return ids.map(() => []);
  const { rows } = await pool.query<{ id: string; verbs: string[] }>(
    `SELECT t.id, array_remove(ARRAY[${columns.map(({ sql }) => sql).join(", ")}]::text[], NULL) AS verbs FROM ${database.getMetadata(entity).tableName} t WHERE t.id = ANY ($2) AND $1::timestamptz IS NOT NULL`, values);
  const possible = new Map(rows.map(({ id, verbs }) => [id, verbs]));
  for (const { verb: { name, takes: { unless } } } of columns) {
    const asked = unless ? [...possible].filter(([, verbs]) => verbs.includes(name)).map(([id]) => id) : [];
    for (const [id, refusal] of (asked.length && (await unless!(ctx, asked))) || []) {
      if (refusal) possible.set(id, possible.get(id)!.filter((each) => each !== name));
    }
  }
  return ids.map((id) => possible.get(id) ?? []);
}

/** SQL of right and state, its parameters added to `values`; undefined where the actor may do it to no record. */
function conditionOf(ctx: Context, { name, takes: { on, right, when } }: NamedVerb, values: unknown[]): string | undefined {
  if (lackOfScope(ctx.actor, "Mutation", name)) return undefined;
  if (typeof right !== "string") return abilityFor(ctx.actor).can(right.action, right.noun) ? (when ?? "TRUE") : undefined;
  const may = ctx.read.condition(on as never, right)?.sql("t", values.length);
  if (!may) return undefined;
  values.push(...may.values);
  return when ? `(${may.sql}) AND (${when})` : may.sql;
}
