import type { ImportKind } from "../../../entities/enums.js";
import { choice, currency, day, decimal, identifier, quantity } from "../../domain/imports/cells.js";
import type { Kind } from "../../domain/imports/kind.js";
import { QuoteState } from "./Quote.js";
import { quoteLifecycle } from "./quote.record.js";

export const quotes: Kind = {
  kind: "quotes" as ImportKind,
  noun: "Quote",
  table: "quotes",
  hasLines: true,
  columns: {
    number: { read: identifier, sql: "text", mandatory: true },
    currency: { read: currency, sql: "text", mandatory: true },
    value: { read: decimal, sql: "bigint", money: true, into: "value_minor", mandatory: true },
    valid_until: { read: day, sql: "date", mandatory: true },
    state: { read: choice(QuoteState), sql: "text", otherwise: "'offered'" },
  },
  references: [{ column: "distributor", id: "distributor_id", table: "distributors", mandatory: true }],
  parts: [{
    table: "quote_lines", owner: "quote_id", when: "s.sku IS NOT NULL", key: ["sku"], match: "t.sku = s.sku",
    columns: { sku: { read: identifier, sql: "text" }, quantity: { read: quantity, sql: "integer" } },
  }],
  fixed: { distributor_id: { column: "distributor", code: "belongs_elsewhere" } },
  status: { column: "state", life: quoteLifecycle },
};
