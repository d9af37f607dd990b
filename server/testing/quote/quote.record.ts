import { TeamCode } from "../../../entities/enums.js";
import { lifecycle } from "../../records/lifecycle.js";
import { recordKind } from "../../records/recordKind.js";
import { Quote, QuoteState } from "./Quote.js";
import { QuoteLine } from "./QuoteLine.js";

export const quoteLifecycle = lifecycle<QuoteState, "accept" | "decline">("The quote", {
  [QuoteState.OFFERED]: { accept: QuoteState.ACCEPTED, decline: QuoteState.DECLINED },
  [QuoteState.ACCEPTED]: {},
  [QuoteState.DECLINED]: {},
});

export const quote = recordKind({
  kind: "quote",
  entity: Quote,
  alias: "q",
  state: { property: "state", lifecycle: quoteLifecycle, open: [QuoteState.OFFERED] },
  parts: [{ entity: QuoteLine, word: "line", owner: "quote_id", name: "p.sku" }],
  subject: { team: TeamCode.SALES_OPS, stake: { amount: "valueMinor", currency: "currency" }, facts: { value: "Quoted", validUntil: "Valid until" } },
  archivesAlong: {},
  page: { path: "quotes", label: "Quotes" },
});
