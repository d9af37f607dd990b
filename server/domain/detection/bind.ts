/** Types of the parameters that are not numbers; PostgreSQL can't always infer them from where they stand. */
const TYPES: Record<string, string> = {
  now: "timestamptz", today: "date", since: "date", zone: "text", calendar: "uuid", distributors: "uuid[]", subjects: "uuid[]", regions: "text[]",
  rules: "text[]", live: "text[]", ids: "uuid[]", run: "uuid", word: "text", anew: "boolean",
};

export interface Bound { sql: string; parameters: unknown[] }
export type Values = Record<string, unknown>;

/**
 * Replaces `:name` by numbered parameters, starting at `first`. Numbers become literals instead: thresholds are few and
 * change rarely, and the planner can then use its statistics on them.
 */
export function bind(sql: string, values: Values, first = 1): Bound {
  const parameters: unknown[] = [];
  const places = new Map<string, string>();
  const place = (name: string) => {
    if (!(name in values)) throw new Error(`:${name} stands in the SQL but has no value`);
    const value = values[name];
    if (typeof value === "number") return String(value);
    return `$${first + parameters.push(value) - 1}::${TYPES[name] ?? "text"}`;
  };
  const numbered = sql.replace(/(?<![:\w]):([a-zA-Z]\w*)/g, (_, name: string) => {
    if (!places.has(name)) places.set(name, place(name));
    return places.get(name)!;
  });
  return { sql: numbered, parameters };
}
