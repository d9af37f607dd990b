import { subject } from "@casl/ability";
import type { Context } from "../../context.js";
import { abilityFor } from "../../policies/ability.js";

interface Row {
  id: string; subject_kind: string; payload: (Record<string, unknown> & { before?: object; after?: object }) | null;
  owner_team: string | null; assignee_id: string | null; region: string | null;
}

/** Entry subjects whose columns some roles may not read, by the policies' name for them. */
const NOUNS: Record<string, string> = {
  distributor: "Distributor", contact: "Contact", order: "Order", orderLine: "OrderLine", invoice: "Invoice", payment: "Payment",
  invoiceDispute: "InvoiceDispute", paymentPromise: "PaymentPromise", shipment: "Shipment", document: "Document",
  exception: "ExceptionCase", task: "FollowUpTask", user: "User", channel: "Channel",
};
/** Entries that carry the words of a message. */
const SPOKEN = new Set(["draft", "outboundMessage"]);

/** The payload of each entry as far as the actor's rights on its subject reach; null when they reach to none of it. */
export async function entryDetails(ctx: Context, ids: readonly string[]): Promise<(object | null)[]> {
  const { rows } = await ctx.services.pool.query<Row>(
    `SELECT l.id, l.subject_kind, p.payload, t.owner_team, t.assignee_id, d.region
     FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id
     LEFT JOIN follow_up_tasks t ON t.id = l.task_id LEFT JOIN distributors d ON d.id = l.distributor_id
     WHERE l.id = ANY ($1)`,
    [ids],
  );
  const shown = new Map(rows.map((row) => [row.id, shownTo(ctx, row)]));
  return ids.map((id) => shown.get(id) ?? null);
}

function shownTo(ctx: Context, row: Row): object | null {
  if (!row.payload) return null;
  const ability = abilityFor(ctx.actor);
  const around = { distributor: { region: row.region }, region: row.region };
  if (SPOKEN.has(row.subject_kind)) {
    const draft = subject("Draft", { ownerTeam: row.owner_team, task: { assigneeId: row.assignee_id }, ...around });
    return ability.can("read", draft) ? row.payload : null;
  }
  const noun = NOUNS[row.subject_kind];
  if (!noun) return row.payload;
  const { before = {}, after = {}, ...rest } = row.payload;
  const readable = (values: object) =>
    Object.fromEntries(Object.entries(values).filter(([column]) => ability.can("read", subject(noun, { ...around, ...after, ...before }), fieldOf(column))));
  return { before: readable(before), after: readable(after), ...rest };
}

/** Rights speak of money as one field, the entry of its columns. */
const fieldOf = (column: string) => column.replace(/Minor$/, "");
