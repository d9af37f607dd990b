import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { anotherDocument, openOrder } from "../fragments.js";
import { counted } from "../template.js";
import { rule } from "../rule.js";

export const documentExpired = rule({
  code: "DOCUMENT_EXPIRED",
  subject: SubjectKind.DOCUMENT,
  summary: "A document has expired while orders that need it are open, and no valid one has replaced it.",
  thresholds: {},
  join: `CROSS JOIN LATERAL (
    SELECT count(*) AS orders, sum(o.value_minor) FILTER (WHERE o.currency = d.currency)::bigint AS minor
    FROM orders o WHERE o.distributor_id = doc.distributor_id AND ${openOrder} AND o.archived_at IS NULL OFFSET 0) every
  LEFT JOIN LATERAL (SELECT * FROM orders o WHERE o.id = doc.order_id AND ${openOrder} AND o.archived_at IS NULL OFFSET 0) o ON true
  JOIN LATERAL (
    SELECT CASE WHEN doc.order_id IS NULL THEN every.orders ELSE (o.id IS NOT NULL)::integer END AS orders,
      CASE WHEN doc.order_id IS NULL THEN every.minor WHEN o.currency = d.currency THEN o.value_minor END AS minor) waiting ON waiting.orders > 0`,
  among: "doc.state IN ('approved', 'expired') AND doc.expires_on < :today",
  when: `NOT ${anotherDocument("other.state = 'approved' AND (other.expires_on IS NULL OR other.expires_on >= :today)")}`,
  began: "doc.expires_on",
  horizonDays: 365,
  severity: "CASE WHEN doc.blocks_trade THEN 4 ELSE 2 END",
  stake: { minor: "waiting.minor", currency: "d.currency" },
  pressure: "CASE WHEN doc.blocks_trade THEN 1 ELSE 0.5 END",
  blocksOrder: "doc.blocks_trade",
  title: `{doc.title} of {d.legal_name} expired on {doc.expires_on} with ${counted("waiting.orders", "open order")}`,
  facts: [
    fact("document.title", "Document"),
    fact("document.expiresOn", "Last valid day"),
    fact("document.state", "State"),
    computed("distributor.openOrders", "Open orders", "waiting.orders"),
  ],
  ownerTeam: TeamCode.LEGAL,
  tags: ["document", "block"],
  recommendedAction: "Hold the orders and get the document renewed.",
});
