import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { localDay } from "../fragments.js";
import { counted } from "../template.js";
import { rule } from "../rule.js";

export const shortShipment = rule({
  code: "SHORT_SHIPMENT",
  subject: SubjectKind.SHIPMENT,
  summary: "Less was delivered than shipped; a line that nobody has counted yet says nothing.",
  thresholds: {},
  through: { as: "short", id: "short.shipment_id", rows: `
    SELECT sl.shipment_id, sum(sl.shipped_quantity - sl.delivered_quantity) AS pieces, string_agg(l.sku, ', ' ORDER BY l.line_number) AS skus,
      sum(l.value_minor * (sl.shipped_quantity - sl.delivered_quantity) / NULLIF(l.quantity, 0))::bigint AS minor
    FROM shipment_lines sl CROSS JOIN LATERAL (SELECT * FROM order_lines l WHERE l.id = sl.order_line_id OFFSET 0) l
    WHERE sl.shipped_quantity - sl.delivered_quantity > 0
      AND (:distributors IS NULL OR sl.shipment_id IN (SELECT mine.id FROM shipments mine WHERE mine.distributor_id = ANY (:distributors)))
    GROUP BY sl.shipment_id` },
  among: "s.status = 'delivered'",
  when: "true",
  began: localDay("s.delivered_at"),
  horizonDays: 365,
  severity: 3,
  stake: { minor: "short.minor", currency: "o.currency" },
  pressure: "0.75",
  title: `Shipment {s.number} of order {o.number} arrived ${counted("short.pieces", "piece")} short`,
  facts: [
    fact("shipment.deliveredAt", "Delivered"),
    computed("shipment.missingPieces", "Missing pieces", "short.pieces"),
    computed("shipment.skusShort", "Articles short", "short.skus"),
    fact("order.value", "Order value"),
  ],
  ownerTeam: TeamCode.LOGISTICS,
  tags: ["shipment"],
  recommendedAction: "Send the rest or issue a credit note.",
});
