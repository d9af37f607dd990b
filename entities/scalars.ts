import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";

const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,9})?)?(Z|[+-](0\d|1[0-4]):?[0-5]\d)$/;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a text has the form of a record's id. */
export const isId = (text: string): boolean => UUID.test(text);

const refused = (message: string, node?: ValueNode) => new GraphQLError(message, { nodes: node, extensions: { code: "BAD_USER_INPUT" } });

/** Whether a text is a day of the calendar as YYYY-MM-DD, from the year 1 to 9999. */
export function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (!year || year === "0000") return false;
  // a date that does not exist rolls over into the next month
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}

function givenDay(value: unknown, node?: ValueNode): string {
  if (typeof value === "string" && isDay(value)) return value;
  throw refused("A Date is a day of the calendar as YYYY-MM-DD, for example 2026-11-23.", node);
}

/** A day without a time; it travels as text, so that no time zone can move it. */
export const Day = new GraphQLScalarType<string, string>({
  name: "Date",
  description: "A day of the calendar as YYYY-MM-DD, for example 2026-11-23.",
  specifiedByURL: "https://scalars.graphql.org/andimarek/local-date.html",
  serialize: String,
  parseValue: (value) => givenDay(value),
  parseLiteral: (node) => givenDay(node.kind === Kind.STRING ? node.value : undefined, node),
});

const NO_INSTANT = "A DateTime is an ISO 8601 instant with its offset, for example 2026-11-23T08:30:00Z.";

function givenInstant(value: unknown, node?: ValueNode): Date {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
  const [text, day] = (typeof value === "string" && INSTANT.exec(value)) || [];
  const date = text && isDay(day!) ? new Date(text.replace(",", ".")) : undefined;
  const year = date?.getUTCFullYear() ?? 0;
  if (!date || year < 1 || year > 9999) throw refused(NO_INSTANT, node);
  return date;
}

/** SQL of an instant as `DateTime` writes it, on connections whose time zone is UTC, as all of ours are. */
export const instantSql = (sql: string) => `to_char(${sql}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Serialises a Date of a hydrated entity and the text of a raw row alike; reads into a Date. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description: "An instant as ISO 8601 in UTC with milliseconds, for example 2026-11-23T08:30:00.000Z.",
  specifiedByURL: "https://scalars.graphql.org/andimarek/date-time.html",
  serialize: (value) => givenInstant(value).toISOString(),
  parseValue: (value) => givenInstant(value),
  parseLiteral: (node) => givenInstant(node.kind === Kind.STRING ? node.value : undefined, node),
});
