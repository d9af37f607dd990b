import { Link } from "react-router";
import { Money } from "../components/Money";
import { Panel } from "../components/Panel";
import { StateTag, Tag } from "../components/StateTag";
import { type Column, Table } from "../components/Table";
import { Day, When } from "../components/When";
import { words } from "../components/words";
import { type FragmentType, getFragmentData, graphql } from "../gql";
import type { RelatedDocument_DocumentFragment, RelatedInvoice_InvoiceFragment, RelatedOrder_OrderFragment, RelatedShipment_ShipmentFragment } from "../gql/graphql";

export const RelatedOrder_order = graphql(`
  fragment RelatedOrder_order on Order { id number status fulfilmentStatus blocked orderedOn promisedOn value { amountMinor currency decimal } }
`);
export const RelatedInvoice_invoice = graphql(`
  fragment RelatedInvoice_invoice on Invoice { id number status overdue daysOverdue dueOn outstanding { amountMinor currency decimal } amount { amountMinor currency decimal } }
`);
export const RelatedShipment_shipment = graphql(`
  fragment RelatedShipment_shipment on Shipment { id number carrier trackingNumber status late estimatedAt promisedOn }
`);
export const RelatedDocument_document = graphql(`
  fragment RelatedDocument_document on Document { id number title kind state expiresOn expiring daysToExpiry }
`);

const ORDER: Column<RelatedOrder_OrderFragment>[] = [
  { head: "Number", cell: (order) => order.number },
  { head: "State", cell: (order) => <><StateTag of="order" state={order.status} /> {order.blocked && <Tag tone="risk">Held</Tag>}</> },
  { head: "Fulfilment", cell: (order) => words(order.fulfilmentStatus), wide: true },
  { head: "Promised", cell: (order) => <Day on={order.promisedOn} />, wide: true },
  { head: "Value", cell: (order) => <Money value={order.value} whole />, align: "right" },
];
const INVOICE: Column<RelatedInvoice_InvoiceFragment>[] = [
  { head: "Number", cell: (invoice) => invoice.number },
  { head: "State", cell: (invoice) => <><StateTag of="invoice" state={invoice.status} /> {invoice.overdue && <Tag tone="breach">{invoice.daysOverdue} days overdue</Tag>}</> },
  { head: "Due", cell: (invoice) => <Day on={invoice.dueOn} />, wide: true },
  { head: "Amount", cell: (invoice) => <Money value={invoice.amount} whole />, align: "right", wide: true },
  { head: "Outstanding", cell: (invoice) => <Money value={invoice.outstanding} whole />, align: "right" },
];
const SHIPMENT: Column<RelatedShipment_ShipmentFragment>[] = [
  { head: "Number", cell: (shipment) => shipment.number },
  { head: "State", cell: (shipment) => <><StateTag of="shipment" state={shipment.status} /> {shipment.late && <Tag tone="risk">Late</Tag>}</> },
  { head: "Carrier", cell: (shipment) => [shipment.carrier, shipment.trackingNumber].filter(Boolean).join(" ") || "–", wide: true },
  { head: "Promised", cell: (shipment) => <Day on={shipment.promisedOn} />, wide: true },
  { head: "Expected", cell: (shipment) => <When at={shipment.estimatedAt} />, align: "right" },
];
const DOCUMENT: Column<RelatedDocument_DocumentFragment>[] = [
  { head: "Number", cell: (document) => document.number },
  { head: "Title", cell: (document) => document.title },
  { head: "State", cell: (document) => <><StateTag of="document" state={document.state} /> {document.expiring && <Tag tone="risk">{document.daysToExpiry} days left</Tag>}</> },
  { head: "Expires", cell: (document) => <Day on={document.expiresOn} />, align: "right", wide: true },
];

interface Related { number: string; id: string }
interface PanelProps<Row> { title: string; rows: readonly Row[]; columns: readonly Column<Row>[]; page: string; total?: number; all?: string }

function RelatedPanel<Row extends Related>({ title, rows, columns, page, total, all }: PanelProps<Row>) {
  if (rows.length === 0) return null;
  const count = total ?? rows.length;
  return (
    <Panel title={title} flush aside={all && count > rows.length ? <Link className="link" to={all}>All {count.toLocaleString()}</Link> : count}>
      <Table label={title} rows={rows} columns={columns} keyOf={({ id }) => id} to={({ number }) => `/${page}/${encodeURIComponent(number)}`} />
    </Panel>
  );
}

interface Listed { total?: number; all?: string }
export const RelatedOrders = ({ orders, ...rest }: { orders: readonly FragmentType<typeof RelatedOrder_order>[] } & Listed) =>
  <RelatedPanel title="Orders" page="orders" rows={getFragmentData(RelatedOrder_order, orders)} columns={ORDER} {...rest} />;
export const RelatedInvoices = ({ invoices, ...rest }: { invoices: readonly FragmentType<typeof RelatedInvoice_invoice>[] } & Listed) =>
  <RelatedPanel title="Invoices" page="invoices" rows={getFragmentData(RelatedInvoice_invoice, invoices)} columns={INVOICE} {...rest} />;
export const RelatedShipments = ({ shipments, ...rest }: { shipments: readonly FragmentType<typeof RelatedShipment_shipment>[] } & Listed) =>
  <RelatedPanel title="Shipments" page="shipments" rows={getFragmentData(RelatedShipment_shipment, shipments)} columns={SHIPMENT} {...rest} />;
export const RelatedDocuments = ({ documents, ...rest }: { documents: readonly FragmentType<typeof RelatedDocument_document>[] } & Listed) =>
  <RelatedPanel title="Documents" page="documents" rows={getFragmentData(RelatedDocument_document, documents)} columns={DOCUMENT} {...rest} />;
