import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

function instant(value: unknown): Date {
  const date = value instanceof Date ? value : typeof value === "string" && INSTANT.test(value) ? new Date(value) : undefined;
  if (!date || Number.isNaN(date.getTime())) {
    throw new GraphQLError("A DateTime is an ISO 8601 instant with its offset, for example 2026-11-23T08:30:00Z.", { extensions: { code: "BAD_USER_INPUT" } });
  }
  return date;
}

/** SQL of an instant as `DateTime` writes it, on connections whose time zone is UTC, as all of ours are. */
export const instantSql = (sql: string) => `to_char(${sql}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Serialises a Date of a hydrated entity and the text of a raw row alike; reads into a Date. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description: "An instant as ISO 8601 in UTC with milliseconds, for example 2026-11-23T08:30:00.000Z.",
  specifiedByURL: "https://scalars.graphql.org/andimarek/date-time.html",
  serialize: (value) => instant(value).toISOString(),
  parseValue: instant,
  parseLiteral: (node) => instant(node.kind === Kind.STRING ? node.value : undefined),
});
