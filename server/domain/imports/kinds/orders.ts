import { ExportCheck, HoldKind, ImportKind, OrderStatus, TeamCode, TransportMode } from "../../../../entities/enums.js";
import { minorPerUnit, MOST_MINOR } from "../../../../entities/Money.js";
import { applyOrderProgress } from "../../orders/refreshOrderProgress.js";
import { orderLifecycle } from "../../../records/order.lifecycle.js";
import { choice, country, currency, day, decimal, identifier, instant, lineValueOf, note, price, quantity, yesOrNo } from "../cells.js";
import { Problem } from "../issues.js";
import { ifNew, since, startOf, type Kind } from "../kind.js";

const TEAM_OF_HOLD: Record<HoldKind, TeamCode> = {
  [HoldKind.CREDIT]: TeamCode.ACCOUNTING,
  [HoldKind.COMPLIANCE]: TeamCode.LEGAL,
  [HoldKind.DOCUMENT]: TeamCode.LEGAL,
  [HoldKind.STOCK]: TeamCode.LOGISTICS,
  [HoldKind.PRICING]: TeamCode.SALES_OPS,
  [HoldKind.CUSTOMER]: TeamCode.PARTNER_SUCCESS,
};

const MANDATORY_OF_A_LINE = ["line_number", "sku", "quantity", "unit_price"];
const LINE = [...MANDATORY_OF_A_LINE, "description", "line_value", "list_price", "unit_cost", "po_quantity", "available_quantity"];

export const orders: Kind = {
  kind: ImportKind.ORDERS,
  noun: "Order",
  table: "orders",
  hasLines: true,
  columns: {
    number: { read: identifier, sql: "text", mandatory: true, aliases: ["order", "order_number"] },
    po_number: { read: identifier, sql: "text" },
    is_blanket_po: { read: yesOrNo, sql: "boolean", otherwise: "false" },
    currency: { read: currency, sql: "text", mandatory: true },
    ordered_on: { read: day, sql: "date", mandatory: true },
    promised_on: { read: day, sql: "date", pick: "latest" },
    origin_country: { read: country, sql: "text" },
    destination_country: { read: country, sql: "text" },
    mode: { read: choice(TransportMode), sql: "text" },
    status: { read: choice(OrderStatus), sql: "text", otherwise: "'confirmed'" },
    status_changed_at: { read: instant, sql: "timestamptz", resolve: since("status_changed_at", "status", ifNew(startOf("s.ordered_on"))) },
    export_check: { read: choice(ExportCheck), sql: "text", otherwise: "'not_required'" },
  },
  references: [{ column: "distributor", id: "distributor_id", table: "distributors", mandatory: true, aliases: ["distributor_number"] }],
  parts: [
    {
      table: "order_lines",
      owner: "order_id",
      columns: {
        line_number: { read: identifier, sql: "text", aliases: ["line"] },
        sku: { read: identifier, sql: "text" },
        description: { read: note, sql: "text" },
        quantity: { read: quantity, sql: "integer" },
        unit_price: { read: price, price: true, sql: "numeric" },
        line_value: { read: decimal, sql: "bigint", money: true, into: "value_minor", resolve: "s.line_value" },
        list_price: { read: price, price: true, sql: "numeric" },
        unit_cost: { read: price, price: true, sql: "numeric" },
        po_quantity: { read: quantity, sql: "integer" },
        available_quantity: { read: quantity, sql: "integer" },
      },
      when: "s.line_number IS NOT NULL",
      key: ["line_number"],
      match: "t.line_number = s.line_number",
    },
    {
      table: "order_holds",
      owner: "order_id",
      columns: {
        hold_kind: { read: choice(HoldKind), sql: "text", into: "kind" },
        hold_reason: { read: note, sql: "text", into: "reason" },
        hold_owner_team: { read: choice(TeamCode), sql: "text", into: "owner_team", resolve: "s.hold_owner_team" },
        hold_placed_at: { read: instant, sql: "timestamptz", into: "placed_at", otherwise: `COALESCE(LEAST(${ifNew(startOf("s.ordered_on"))}, $1), $1)` },
        hold_released_at: { read: instant, sql: "timestamptz", into: "released_at", decision: ["decide", "OrderHold"] },
        hold_release_reason: { read: note, sql: "text", into: "release_reason" },
      },
      when: "s.hold_kind IS NOT NULL",
      key: ["hold_kind"],
      match: "t.kind = s.hold_kind AND (t.placed_at = s.hold_placed_at OR t.released_at IS NULL OR (s.hold_placed_at IS NULL AND t.released_at = s.hold_released_at))",
      prefer: "t.placed_at = s.hold_placed_at DESC NULLS LAST, t.released_at IS NULL DESC",
    },
  ],
  fixed: { distributor_id: { column: "distributor", code: "belongs_elsewhere" }, currency: { column: "currency", code: "currency_changed" } },
  status: { column: "status", life: orderLifecycle },
  born: {
    join: `JOIN (SELECT record_id, sum(line_value) AS value FROM (
      SELECT DISTINCT ON (record_id, line_number) record_id, line_value FROM :rows ORDER BY record_id, line_number, row_no) line GROUP BY record_id
    ) lines ON lines.record_id = s.record_id`,
    columns: { value_minor: "lines.value" },
  },
  checks: [{
    column: "line_number", code: "missing_value", reason: "'is blank, and order ' || s.number || ' is new; an order begins with its lines'",
    when: "s.line_number IS NULL AND t.id IS NULL AND s.record_id NOT IN (SELECT record_id FROM :rows WHERE line_number IS NOT NULL)",
  }, {
    column: "line_value", code: "too_large_number",
    reason: `'and the other lines of order ' || s.number || ' come to more minor units than can be kept exactly, ${MOST_MINOR}'`,
    // so many lines of less can't come to it, and most files need no sum
    when: `((SELECT max(line_value) FROM :rows) > ${MOST_MINOR} / 1000000 OR t.value_minor > ${MOST_MINOR} / 2) AND s.record_id IN (
      SELECT line.record_id FROM (
        SELECT DISTINCT ON (r.record_id, r.line_number) r.record_id, r.line_value FROM :rows r
        UNION ALL SELECT l.order_id, l.value_minor FROM order_lines l WHERE l.order_id IN (SELECT existing_id FROM :rows)
          AND (l.order_id, l.line_number) NOT IN (SELECT r.record_id, r.line_number FROM :rows r WHERE r.line_number IS NOT NULL)) line
      GROUP BY line.record_id HAVING sum(line.line_value) > ${MOST_MINOR})`,
  }, {
    column: "hold_kind", code: "status_backward", reason: "'the hold was released meanwhile'",
    when: `s.hold_kind IS NOT NULL AND EXISTS (SELECT FROM order_holds h WHERE h.order_id = t.id AND h.kind = s.hold_kind AND h.placed_at = s.hold_placed_at
      AND h.released_at IS NOT NULL AND s.hold_released_at IS NULL)`,
  }],
  doubts: [
    { column: "promised_on", code: "implausible", when: "s.promised_on < s.ordered_on", reason: "'is before the day of the order, ' || s.ordered_on" },
    { column: "promised_on", code: "implausible", when: "s.promised_on > s.ordered_on + 1827", reason: "'is more than five years after the day of the order, ' || s.ordered_on" },
    { column: "ordered_on", code: "implausible", when: "s.ordered_on > :today + 366", reason: "'lies more than a year ahead'" },
    {
      column: "line_value", code: "implausible", reason: "'is not the quantity times the price, ' || round(s.quantity * s.unit_price, 6)::float8::text || ' ' || s.currency",
      // prices are often rounded to cents, which many pieces add up
      when: `abs(s.line_value - s.quantity * s.unit_price * (${minorPerUnit("s.currency")})) > 0.01 * s.line_value + 0.005 * s.quantity * (${minorPerUnit("s.currency")})`,
    },
  ],
  completes: ["line_value", "hold_owner_team"],
  complete(values, refuse) {
    const { quantity, unit_price, currency } = values;
    if (LINE.some((column) => values[column] !== null)) { // a row without any of them speaks of the order alone
      for (const column of MANDATORY_OF_A_LINE) if (values[column] === null) refuse(column, "missing_value", "is blank although a line is given");
    }
    if (quantity && unit_price && currency && !values.line_value) {
      const value = lineValueOf(quantity, unit_price, currency);
      if (value instanceof Problem) return refuse("quantity", value.code, `times the price ${value.reason}`);
      values.line_value = value;
    }
    if (values.hold_kind) {
      values.hold_owner_team ??= TEAM_OF_HOLD[values.hold_kind as HoldKind];
      if (!values.hold_reason) refuse("hold_reason", "missing_value", "is blank although a hold is given");
    }
  },
  // nothing is shipped or billed of a new order, and its value came with it
  afterwards: async (tx, { rows, known }) => (known ? applyOrderProgress(tx, `SELECT existing_id FROM ${rows} WHERE existing_id IS NOT NULL`) : undefined),
};
