import { ShipmentStatus, TeamCode } from "../../entities/enums.js";
import { Shipment } from "../../entities/Shipment.js";
import { ShipmentLine } from "../../entities/ShipmentLine.js";
import { recordKind } from "./recordKind.js";
import { shipmentLifecycle } from "./shipment.lifecycle.js";

const { PLANNED, DELIVERED, RETURNED, CANCELLED, LOST } = ShipmentStatus;
const UNDER_WAY = shipmentLifecycle.states.filter((status) => ![PLANNED, DELIVERED, RETURNED, CANCELLED, LOST].includes(status));

export const shipment = recordKind({
  kind: "shipment",
  entity: Shipment,
  alias: "s",
  state: { property: "status", lifecycle: shipmentLifecycle, open: UNDER_WAY },
  parts: [{ entity: ShipmentLine, word: "line", owner: "shipment_id", name: "(SELECT l.line_number FROM order_lines l WHERE l.id = p.order_line_id)" }],
  subject: { team: TeamCode.LOGISTICS, facts: { status: "Status", carrier: "Carrier", promisedOn: "Promised", estimatedAt: "Estimated arrival" } },
  archivesAlong: { document: "ownerShipmentId" },
  page: { path: "shipments", label: "Shipments" },
});
