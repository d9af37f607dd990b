import { ShipmentStatus as S, TeamCode } from "../../entities/enums.js";
import { Shipment } from "../../entities/Shipment.js";
import { ShipmentLine } from "../../entities/ShipmentLine.js";
import { recordKind } from "./recordKind.js";
import { shipmentLifecycle } from "./shipment.lifecycle.js";

const { PLANNED, DELIVERED, RETURNED, CANCELLED, LOST } = S;
const UNDER_WAY = shipmentLifecycle.states.filter((status) => ![PLANNED, DELIVERED, RETURNED, CANCELLED, LOST].includes(status));

export const shipment = recordKind({
  kind: "shipment",
  entity: Shipment,
  alias: "s",
  state: {
    property: "status",
    lifecycle: shipmentLifecycle,
    open: UNDER_WAY,
    tones: {
      live: [S.PICKED_UP, S.IN_TRANSIT, S.OUT_FOR_DELIVERY], done: [S.DELIVERED, S.RETURNED], breach: [S.PICKUP_FAILED, S.DELIVERY_FAILED, S.LOST],
      risk: [S.ON_HOLD, S.DELAYED, S.AVAILABLE_FOR_PICKUP, S.RETURN_TO_SENDER, S.UNKNOWN],
    },
  },
  parts: [{ entity: ShipmentLine, word: "line", owner: "shipment_id", name: "(SELECT l.line_number FROM order_lines l WHERE l.id = p.order_line_id)" }],
  subject: { team: TeamCode.LOGISTICS, facts: { status: "Status", carrier: "Carrier", promisedOn: "Promised", estimatedAt: "Estimated arrival" } },
  archivesAlong: { document: "ownerShipmentId" },
  page: { path: "shipments", label: "Shipments", icon: "IconTruck" },
});
