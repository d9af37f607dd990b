import { useQuery } from "@apollo/client/react";
import { given, useFilters } from "../../app/useFilters";
import { Choice } from "../../components/Choice";
import { StateTag, Tag } from "../../components/StateTag";
import type { Column } from "../../components/Table";
import { Day, When } from "../../components/When";
import { graphql } from "../../gql";
import type { ShipmentsQuery } from "../../gql/graphql";
import { RecordList } from "../../records/RecordList";

const SHIPMENTS = graphql(`
  query Shipments($filter: ShipmentFilter!, $after: String) {
    shipments(filter: $filter, first: 50, after: $after, orderBy: [{ field: LAST_EVENT_AT, direction: DESC }]) {
      totalCount
      edges { cursor node { id number status carrier trackingNumber originCountry destinationCountry promisedOn estimatedAt late lastEventAt distributor { id legalName } order { id number } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

type Row = ShipmentsQuery["shipments"]["edges"][number]["node"];

const COLUMNS: Column<Row>[] = [
  { head: "Number", cell: (shipment) => shipment.number },
  { head: "Distributor", cell: (shipment) => shipment.distributor.legalName },
  { head: "State", cell: (shipment) => <><StateTag of="shipment" state={shipment.status} /> {shipment.late && <Tag tone="risk">Late</Tag>}</> },
  { head: "Carrier", cell: (shipment) => [shipment.carrier, shipment.trackingNumber].filter(Boolean).join(" ") || "–", wide: true },
  { head: "Lane", cell: (shipment) => [shipment.originCountry, shipment.destinationCountry].filter(Boolean).join(" → ") || "–", wide: true },
  { head: "Order", cell: (shipment) => <span className="num">{shipment.order.number}</span>, wide: true },
  { head: "Promised", cell: (shipment) => <Day on={shipment.promisedOn} />, wide: true },
  { head: "Expected", cell: (shipment) => <When at={shipment.estimatedAt} />, wide: true },
  { head: "Last event", cell: (shipment) => <When at={shipment.lastEventAt} />, align: "right" },
];
const STATUS = [
  "PLANNED", "BOOKED", "PICKUP_SCHEDULED", "PICKUP_FAILED", "PICKED_UP", "IN_TRANSIT", "ON_HOLD", "DELAYED", "AVAILABLE_FOR_PICKUP", "OUT_FOR_DELIVERY",
  "DELIVERY_FAILED", "DELIVERED", "RETURN_TO_SENDER", "RETURNED", "CANCELLED", "LOST", "UNKNOWN",
] as const;

export function Shipments() {
  const filters = useFilters();
  const status = filters.codes("status", STATUS);
  const distributor = filters.text("distributor");
  const result = useQuery(SHIPMENTS, { variables: { filter: given({ search: filters.text("q"), status, distributor: distributor ? [distributor] : [] }) } });
  return (
    <RecordList title="Shipments" page="shipments" placeholder="Number, tracking or order" filters={filters} result={result} connection={result.data?.shipments} columns={COLUMNS}
      choices={<Choice label="State" codes={STATUS} value={status} onChange={(value) => filters.set("status", value)} searchable />} />
  );
}
