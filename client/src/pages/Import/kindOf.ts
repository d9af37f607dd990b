import type { ImportKind } from "../../gql/graphql";

/** Kinds in the order in which they refer to each other. */
export const KINDS: ImportKind[] = ["RATES", "DISTRIBUTORS", "ORDERS", "INVOICES", "SHIPMENTS", "DOCUMENTS", "PAYMENTS"];

/** Columns that only one kind has. */
const SIGNS: [ImportKind, RegExp][] = [
  ["ORDERS", /\b(sku|unit_price|ordered_on)\b/], ["INVOICES", /\b(due_on|issued_on.*amount|amount.*issued_on)\b/], ["PAYMENTS", /\breceived_on\b/],
  ["SHIPMENTS", /\b(tracking_number|carrier|delivered_at)\b/], ["DISTRIBUTORS", /\blegal_name\b/], ["DOCUMENTS", /\b(expires_on|title)\b/], ["RATES", /\b(rate|quote)\b/],
];

/** What the rows of a file most likely are, by its heading. */
export async function kindOf(file: File): Promise<ImportKind> {
  const heading = (await file.slice(0, 2_000).text()).split(/[\r\n]/, 1)[0]!.replaceAll("\0", "").toLowerCase().replace(/[ -]+/g, "_");
  return SIGNS.find(([, sign]) => sign.test(heading))?.[0] ?? "ORDERS";
}
