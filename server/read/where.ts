/**
 * How the value of a filter field is compared. `contains` and `search` ignore case and accents and treat % and _ as plain text;
 * `anyOf` asks an array column for any of the values; `isNull` takes true or false.
 */
export type Operator = "eq" | "in" | "gt" | "gte" | "lt" | "lte" | "contains" | "search" | "isNull" | "anyOf";

/** SQL of a condition on the row `t`, which holds for the value `given`. */
export type ConditionSql = (t: string, given: string) => string;

export interface Comparison { paths: readonly string[]; operator: Operator; sql?: ConditionSql }

const declared = new Map<Function, Map<string, Comparison>>();

/**
 * Says what a field of a filter input means. A path is a column or derived state of the noun, or leads through its
 * relations (`distributor.region`, `lines.sku`: any line); several paths match when any of them does.
 * A field that is left out, or null, does not filter.
 */
export const Where = (path: string | readonly string[], operator: Operator = "eq"): PropertyDecorator => (target, property) => {
  const paths = typeof path === "string" ? [path] : path;
  declared.set(target.constructor, (declared.get(target.constructor) ?? new Map()).set(String(property), { paths, operator }));
};

/** The same for what no path says, such as one index or another; it must tell nothing that the found records would not tell. */
export const WhereSql = (sql: ConditionSql): PropertyDecorator => (target, property) => {
  declared.set(target.constructor, (declared.get(target.constructor) ?? new Map()).set(String(property), { paths: [], operator: "eq", sql }));
};

/** The declared comparisons of a filter class and its ancestors. */
export function comparisonsOf(filter: Function): Map<string, Comparison> {
  const parent = Object.getPrototypeOf(filter) as Function | null;
  return new Map([...(parent ? comparisonsOf(parent) : []), ...(declared.get(filter) ?? [])]);
}
