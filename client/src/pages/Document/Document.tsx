import { useQuery } from "@apollo/client/react";
import { Link, useParams } from "react-router";
import { DataList } from "../../components/DataList";
import { Panel } from "../../components/Panel";
import { StateTag, Tag } from "../../components/StateTag";
import { Day, When } from "../../components/When";
import { words } from "../../components/words";
import { graphql } from "../../gql";
import { RecordPage } from "../../records/RecordPage";
import { RelatedInvoices, RelatedOrders, RelatedShipments } from "../../records/related";

const DOCUMENT = graphql(`
  query Document($number: String!) {
    document(number: $number) {
      id number title kind state stateChangedAt ownerKind required blocksTrade requestedOn issuedOn expiresOn expiring daysToExpiry nameOnDocument taxIdOnDocument fileReference rejectionReason
      distributor { id number legalName }
      order { id ...RelatedOrder_order }
      invoice { id ...RelatedInvoice_invoice }
      shipment { id ...RelatedShipment_shipment }
      exceptions { id ...ExceptionRow_exception }
    }
  }
`);

export function Document() {
  const { number = "" } = useParams();
  const result = useQuery(DOCUMENT, { variables: { number } });
  return (
    <RecordPage what="Document" kind="DOCUMENT" number={number} result={result} record={result.data?.document} exceptions={(document) => document.exceptions}
      title={(document) => <>{document.title}: <Link to={`/distributors/${document.distributor.number}`}>{document.distributor.legalName}</Link></>}
      tags={(document) => <>
        <StateTag of="document" state={document.state} /><Tag tone="idle">{words(document.kind)}</Tag>
        {document.expiring && <Tag tone="risk">{document.daysToExpiry} days left</Tag>}
        {document.blocksTrade && <Tag tone="idle">Orders wait once it expires</Tag>}
      </>}>
      {(document) => <>
        <Panel title="Document">
          <DataList items={[
            ["Belongs to", words(document.ownerKind)], ["Required", document.required ? "Yes" : "No"], ["Requested", <Day on={document.requestedOn} />], ["Issued", <Day on={document.issuedOn} />],
            ["Expires", <Day on={document.expiresOn} />], ["Last change of state", <When at={document.stateChangedAt} />], ["Name on it", document.nameOnDocument], ["Tax id on it", document.taxIdOnDocument],
            ["File", document.fileReference], ["Rejected because", document.rejectionReason],
          ]} />
        </Panel>
        {document.order && <RelatedOrders orders={[document.order]} />}
        {document.invoice && <RelatedInvoices invoices={[document.invoice]} />}
        {document.shipment && <RelatedShipments shipments={[document.shipment]} />}
      </>}
    </RecordPage>
  );
}
