import { ImportKind, Role } from "../../entities/enums.js";
import type { Policy } from "./ability.js";
import { has, isKnown, mayChange } from "./authority.js";
import { importedCells } from "./importedCells.js";
import { inRegion } from "./regions.js";

/** Everybody reads shipments; Logistics changes and decides. */
export const shipmentPolicy: Policy = (can, _cannot, actor) => {
  if (!isKnown(actor)) return;
  can("read", "Shipment", inRegion(actor));
  can("read", ["ShipmentLine", "ShipmentEvent"], inRegion(actor, "shipment.distributor.region"));
  if (!mayChange(actor) || !has(actor, Role.LOGISTICS)) return;
  can("change", "Shipment", inRegion(actor));
  can("read", "ImportIssue", importedCells(actor, ImportKind.SHIPMENTS));
  can("decide", "Shipment", inRegion(actor));
};
