import { useQuery } from "@apollo/client/react";
import { Link, useParams } from "react-router";
import { DataList } from "../../components/DataList";
import { Money } from "../../components/Money";
import { Panel } from "../../components/Panel";
import { StateTag, Tag } from "../../components/StateTag";
import { type Column, Table } from "../../components/Table";
import { Day, When } from "../../components/When";
import { teamName, words } from "../../components/words";
import { graphql } from "../../gql";
import type { OrderQuery } from "../../gql/graphql";
import { RecordPage } from "../../records/RecordPage";
import { RelatedDocuments, RelatedInvoices, RelatedShipments } from "../../records/related";

const ORDER = graphql(`
  query Order($number: String!) {
    order(number: $number) {
      id number status fulfilmentStatus billingStatus exportCheck blocked poNumber isBlanketPo orderedOn promisedOn originCountry destinationCountry mode
      value { amountMinor currency decimal }
      distributor { id number legalName }
      lines(first: 100) { id lineNumber sku description quantity shippedQuantity deliveredQuantity unitPrice value { amountMinor currency decimal } }
      holds { id kind reason ownerTeam placedAt releasedAt releaseReason }
      invoices { id ...RelatedInvoice_invoice }
      shipments { id ...RelatedShipment_shipment }
      documents { id ...RelatedDocument_document }
      exceptions { id ...ExceptionRow_exception }
    }
  }
`);

type Found = NonNullable<OrderQuery["order"]>;

const LINES: Column<Found["lines"][number]>[] = [
  { head: "Line", cell: (line) => line.lineNumber },
  { head: "Article", cell: (line) => <>{line.description ?? line.sku}{line.description && <span className="muted"> {line.sku}</span>}</> },
  { head: "Ordered", cell: (line) => line.quantity.toLocaleString(), align: "right" },
  { head: "Shipped", cell: (line) => line.shippedQuantity.toLocaleString(), align: "right", wide: true },
  { head: "Delivered", cell: (line) => line.deliveredQuantity.toLocaleString(), align: "right", wide: true },
  { head: "Value", cell: (line) => <Money value={line.value} />, align: "right" },
];

export function Order() {
  const { number = "" } = useParams();
  const result = useQuery(ORDER, { variables: { number } });
  return (
    <RecordPage what="Order" kind="ORDER" number={number} result={result} record={result.data?.order} exceptions={(order) => order.exceptions}
      title={(order) => <Link to={`/distributors/${order.distributor.number}`}>{order.distributor.legalName}</Link>}
      tags={(order) => <>
        <StateTag of="order" state={order.status} /><StateTag of="fulfilment" state={order.fulfilmentStatus} /><StateTag of="billing" state={order.billingStatus} />
        {order.blocked && <Tag tone="risk">Held</Tag>}
      </>}>
      {(order) => <>
        <Panel title="Order">
          <DataList items={[
            ["Value", <Money value={order.value} />], ["Purchase order", order.poNumber && <>{order.poNumber}{order.isBlanketPo && " (blanket)"}</>],
            ["Ordered", <Day on={order.orderedOn} />], ["Promised", <Day on={order.promisedOn} />],
            ["Lane", [order.originCountry, order.destinationCountry].filter(Boolean).join(" → ")], ["Mode", order.mode && words(order.mode)],
            ["Export check", <StateTag of="exportCheck" state={order.exportCheck} />],
          ]} />
        </Panel>
        {order.holds.length > 0 && (
          <Panel title="Holds">
            <ul className="stack" style={{ gap: 6 }}>
              {order.holds.map((hold) => (
                <li key={hold.id} className="row">
                  <Tag tone={hold.releasedAt ? "done" : "risk"}>{words(hold.kind)} {hold.releasedAt ? "released" : "hold"}</Tag>
                  <span>{hold.reason}</span><span className="muted">{teamName(hold.ownerTeam)}, <When at={hold.releasedAt ?? hold.placedAt} />{hold.releaseReason && `: ${hold.releaseReason}`}</span>
                </li>
              ))}
            </ul>
          </Panel>
        )}
        <Panel title="Lines" flush aside={order.lines.length}><Table label="Lines" rows={order.lines} columns={LINES} keyOf={({ id }) => id} /></Panel>
        <RelatedShipments shipments={order.shipments} />
        <RelatedInvoices invoices={order.invoices} />
        <RelatedDocuments documents={order.documents} />
      </>}
    </RecordPage>
  );
}
