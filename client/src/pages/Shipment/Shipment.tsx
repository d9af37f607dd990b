import { useQuery } from "@apollo/client/react";
import { Link, useParams } from "react-router";
import { DataList } from "../../components/DataList";
import { Panel } from "../../components/Panel";
import { StateTag, Tag } from "../../components/StateTag";
import { type Column, Table } from "../../components/Table";
import { Day, When } from "../../components/When";
import { words } from "../../components/words";
import { graphql } from "../../gql";
import type { ShipmentQuery } from "../../gql/graphql";
import { RecordPage } from "../../records/RecordPage";
import { RelatedDocuments, RelatedOrders } from "../../records/related";

const SHIPMENT = graphql(`
  query Shipment($number: String!) {
    shipment(number: $number) {
      id number status rawStatus incidentReason carrier trackingNumber mode originCountry destinationCountry promisedOn estimatedAt late lateHours
      pickupFrom pickupUntil pickedUpAt deliveredAt podReceivedOn dutiesPaid freeTimeUntil lastEventAt
      distributor { id number legalName }
      order { id ...RelatedOrder_order }
      events(first: 50) { id status rawStatus incidentReason location description source occurredAt }
      documents { id ...RelatedDocument_document }
      exceptions { id ...ExceptionRow_exception }
    }
  }
`);

type Found = NonNullable<ShipmentQuery["shipment"]>;

const EVENTS: Column<Found["events"][number]>[] = [
  { head: "When", cell: (event) => <When at={event.occurredAt} /> },
  { head: "State", cell: (event) => <StateTag of="shipment" state={event.status} title={event.rawStatus ? `Carrier code ${event.rawStatus}` : undefined} /> },
  { head: "Where", cell: (event) => event.location ?? "–" },
  { head: "Said", cell: (event) => event.description ?? (event.incidentReason ? words(event.incidentReason) : "–"), wide: true },
  { head: "By", cell: (event) => event.source, wide: true },
];

export function Shipment() {
  const { number = "" } = useParams();
  const result = useQuery(SHIPMENT, { variables: { number } });
  return (
    <RecordPage what="Shipment" kind="SHIPMENT" number={number} result={result} record={result.data?.shipment} exceptions={(shipment) => shipment.exceptions}
      title={(shipment) => <Link to={`/distributors/${shipment.distributor.number}`}>{shipment.distributor.legalName}</Link>}
      tags={(shipment) => <>
        <StateTag of="shipment" state={shipment.status} />
        {shipment.late && <Tag tone="risk">Late{shipment.lateHours ? ` by ${Math.round(shipment.lateHours)} h` : ""}</Tag>}
        {shipment.incidentReason && <Tag tone="breach">{words(shipment.incidentReason)}</Tag>}
      </>}>
      {(shipment) => <>
        <Panel title="Shipment">
          <DataList items={[
            ["Carrier", shipment.carrier], ["Tracking", shipment.trackingNumber], ["Lane", [shipment.originCountry, shipment.destinationCountry].filter(Boolean).join(" → ")],
            ["Mode", shipment.mode && words(shipment.mode)], ["Promised", <Day on={shipment.promisedOn} />], ["Expected", <When at={shipment.estimatedAt} />],
            ["Picked up", <When at={shipment.pickedUpAt} />], ["Delivered", <When at={shipment.deliveredAt} />], ["Proof of delivery", <Day on={shipment.podReceivedOn} />],
            ["Duties", shipment.dutiesPaid === null ? null : shipment.dutiesPaid ? "Paid" : <Tag tone="breach">Unpaid</Tag>], ["Free time until", <When at={shipment.freeTimeUntil} />], ["Last event", <When at={shipment.lastEventAt} />],
          ]} />
        </Panel>
        {shipment.events.length > 0 && <Panel title="What the carrier reported" flush aside={shipment.events.length}><Table label="Events" rows={shipment.events} columns={EVENTS} keyOf={({ id }) => id} /></Panel>}
        <RelatedOrders orders={[shipment.order]} />
        <RelatedDocuments documents={shipment.documents} />
      </>}
    </RecordPage>
  );
}
