import { useQuery } from "@apollo/client/react";
import { useParams } from "react-router";
import { DataList } from "../../components/DataList";
import { Money } from "../../components/Money";
import { Panel } from "../../components/Panel";
import { StateTag, Tag } from "../../components/StateTag";
import { Day, When } from "../../components/When";
import { words } from "../../components/words";
import { graphql } from "../../gql";
import { RecordPage } from "../../records/RecordPage";
import { RelatedDocuments, RelatedInvoices, RelatedOrders, RelatedShipments } from "../../records/related";

const DISTRIBUTOR = graphql(`
  query Distributor($number: String!, $numbers: [String!]!) {
    distributor(number: $number) {
      id number legalName country region tier taxId currency paymentTermsDays billingTrigger poRequired onboardingState onboardingChangedAt appliedOn
      screeningState screenedAt suppressedUntil suppressionReason lastActivityAt
      creditLimit { amountMinor currency decimal }
      accountOwner { id name }
      contacts { id name jobTitle email phone isPrimary consents }
    }
    orders(filter: { distributor: $numbers }, first: 8, orderBy: [{ field: ORDERED_ON, direction: DESC }]) { totalCount nodes { id ...RelatedOrder_order } }
    invoices(filter: { distributor: $numbers }, first: 8, orderBy: [{ field: DUE_ON, direction: DESC }]) { totalCount nodes { id ...RelatedInvoice_invoice } }
    shipments(filter: { distributor: $numbers }, first: 6, orderBy: [{ field: LAST_EVENT_AT, direction: DESC }]) { totalCount nodes { id ...RelatedShipment_shipment } }
    documents(filter: { distributor: $numbers }, first: 8) { totalCount nodes { id ...RelatedDocument_document } }
    exceptions(filter: { distributor: $numbers }, first: 20, orderBy: [{ field: SCORE, direction: DESC }]) { nodes { id ...ExceptionRow_exception } }
  }
`);

export function Distributor() {
  const { number = "" } = useParams();
  const result = useQuery(DISTRIBUTOR, { variables: { number, numbers: [number] } });
  const data = result.data;
  const of = (page: string) => `/${page}?distributor=${encodeURIComponent(number)}`;
  return (
    <RecordPage what="Distributor" kind="DISTRIBUTOR" number={number} result={result} record={data?.distributor} exceptions={() => data?.exceptions.nodes ?? []}
      title={(distributor) => distributor.legalName}
      tags={(distributor) => <>
        <StateTag of="onboarding" state={distributor.onboardingState} /><Tag tone="idle">Tier {distributor.tier}</Tag>
        <StateTag of="screening" state={distributor.screeningState} />
        {distributor.suppressedUntil && Date.parse(distributor.suppressedUntil) > Date.now() && <Tag tone="risk" title={distributor.suppressionReason ?? undefined}>Nothing is sent for now</Tag>}
      </>}>
      {(distributor) => <>
        <Panel title="Distributor">
          <DataList items={[
            ["Country", distributor.country], ["Region", distributor.region], ["Account owner", distributor.accountOwner?.name], ["Tax id", distributor.taxId],
            ["Credit limit", distributor.creditLimit && <Money value={distributor.creditLimit} />], ["Payment terms", `${distributor.paymentTermsDays} days`],
            ["Billed on", words(distributor.billingTrigger)], ["Purchase order", distributor.poRequired ? "Required" : "Not required"],
            ["Applied", <Day on={distributor.appliedOn} />], ["Onboarding since", <When at={distributor.onboardingChangedAt} />],
            ["Screened", <When at={distributor.screenedAt} />], ["Last activity", <When at={distributor.lastActivityAt} />],
          ]} />
        </Panel>
        {data && <>
          <RelatedOrders orders={data.orders.nodes} total={data.orders.totalCount} all={of("orders")} />
          <RelatedInvoices invoices={data.invoices.nodes} total={data.invoices.totalCount} all={of("invoices")} />
          <RelatedShipments shipments={data.shipments.nodes} total={data.shipments.totalCount} all={of("shipments")} />
          <RelatedDocuments documents={data.documents.nodes} total={data.documents.totalCount} all={of("documents")} />
        </>}
        {distributor.contacts.length > 0 && (
          <Panel title="Contacts">
            <ul className="stack" style={{ gap: 6 }}>
              {distributor.contacts.map((contact) => (
                <li key={contact.id} className="row">
                  <strong>{contact.name ?? "Name not shown to your role"}</strong>{contact.isPrimary && <Tag tone="idle">First contact</Tag>}
                  <span className="soft">{[contact.jobTitle, contact.email, contact.phone].filter(Boolean).join(" · ")}</span>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </>}
    </RecordPage>
  );
}
