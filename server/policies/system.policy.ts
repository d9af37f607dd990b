import { ActorKind } from "../../entities/enums.js";
import type { Policy } from "./ability.js";

/** The jobs that the product runs by itself, each with what it may do to which nouns. A job acts on what people decided. */
export const SYSTEM_JOBS: Record<string, Record<string, readonly string[]>> = {
  setup: { change: ["Channel", "User", "FxRate"] },
  import: { import: ["ImportRun"], importDecisions: ["ImportRun"], change: ["Distributor", "Order", "Invoice", "Payment", "Shipment", "Document", "FxRate"] },
  detection: { detect: ["ExceptionCase"], open: ["ExceptionCase"], change: ["ExceptionCase"] },
  followUp: { change: ["ExceptionCase", "FollowUpTask"], propose: ["FollowUpTask"] },
  posting: { change: ["Draft", "OutboundMessage"] },
};

/** The system reads everything and does what its jobs need. */
export const systemPolicy: Policy = (can, _cannot, { kind }) => {
  if (kind !== ActorKind.SYSTEM) return;
  can("read", "all");
  for (const job of Object.values(SYSTEM_JOBS)) for (const [action, nouns] of Object.entries(job)) can(action, [...nouns]);
};
