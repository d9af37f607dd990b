import { useQuery } from "@apollo/client/react";
import { Link, useParams } from "react-router";
import { DataList } from "../../components/DataList";
import { Money } from "../../components/Money";
import { Panel } from "../../components/Panel";
import { StateTag, Tag } from "../../components/StateTag";
import { type Column, Table } from "../../components/Table";
import { Day } from "../../components/When";
import { words } from "../../components/words";
import { graphql } from "../../gql";
import type { InvoiceQuery } from "../../gql/graphql";
import { RecordPage } from "../../records/RecordPage";
import { RelatedOrders } from "../../records/related";

const INVOICE = graphql(`
  query Invoice($number: String!) {
    invoice(number: $number) {
      id number status overdue daysOverdue dunningLevel issuedOn dueOn settledOn
      amount { amountMinor currency decimal }
      outstanding { amountMinor currency decimal }
      disputed { amountMinor currency decimal }
      distributor { id number legalName }
      order { id ...RelatedOrder_order }
      disputes { id code state openedOn resolvedOn note amount { amountMinor currency decimal } }
      promises { id state givenOn promisedOn amount { amountMinor currency decimal } }
      payments { id number kind receivedOn remittanceNote claimsFullSettlement reversedOn amount { amountMinor currency decimal } }
      exceptions { id ...ExceptionRow_exception }
    }
  }
`);

type Found = NonNullable<InvoiceQuery["invoice"]>;

const PAYMENTS: Column<Found["payments"][number]>[] = [
  { head: "Number", cell: (payment) => payment.kind === "OPENING_BALANCE" ? <span title="Paid before its payments were known here">Opening balance</span> : payment.number },
  { head: "Received", cell: (payment) => <Day on={payment.receivedOn} /> },
  { head: "Note", cell: (payment) => payment.remittanceNote ?? "–", wide: true },
  { head: "", cell: (payment) => payment.reversedOn ? <Tag tone="breach">Reversed</Tag> : payment.claimsFullSettlement ? <Tag tone="idle">Says “in full”</Tag> : null, wide: true },
  { head: "Amount", cell: (payment) => <Money value={payment.amount} />, align: "right" },
];

/** An opening balance that known payments explain says nothing any more. */
const paymentsOf = ({ payments }: Found) => payments.filter(({ kind, amount }) => kind !== "OPENING_BALANCE" || amount?.amountMinor !== 0);

export function Invoice() {
  const { number = "" } = useParams();
  const result = useQuery(INVOICE, { variables: { number } });
  return (
    <RecordPage what="Invoice" kind="INVOICE" number={number} result={result} record={result.data?.invoice} exceptions={(invoice) => invoice.exceptions}
      title={(invoice) => (invoice.distributor ? <Link to={`/distributors/${invoice.distributor.number}`}>{invoice.distributor.legalName}</Link> : `Invoice ${invoice.number}`)}
      tags={(invoice) => <>
        <StateTag of="invoice" state={invoice.status} />
        {invoice.overdue && <Tag tone="breach">{invoice.daysOverdue} days overdue</Tag>}
        {Boolean(invoice.dunningLevel) && <Tag tone="risk">Reminder level {invoice.dunningLevel}</Tag>}
      </>}>
      {(invoice) => <>
        <Panel title="Invoice">
          {invoice.amount ? (
            <DataList items={[
              ["Amount", <Money value={invoice.amount} />], ["Outstanding", <Money value={invoice.outstanding} />], ["In dispute", <Money value={invoice.disputed} />],
              ["Issued", <Day on={invoice.issuedOn} />], ["Due", <Day on={invoice.dueOn} />], ["Settled", <Day on={invoice.settledOn} />],
            ]} />
          ) : <p className="muted">Your role sees an invoice's number and status; amounts and dates are for Accounting and Sales.</p>}
        </Panel>
        {invoice.promises.length > 0 && (
          <Panel title="Promises to pay"><ul className="stack" style={{ gap: 6 }}>{invoice.promises.map((promise) => (
            <li key={promise.id} className="row"><StateTag of="promise" state={promise.state} /><Money value={promise.amount} /> by <Day on={promise.promisedOn} /><span className="muted">given <Day on={promise.givenOn} /></span></li>
          ))}</ul></Panel>
        )}
        {invoice.disputes.length > 0 && (
          <Panel title="Disputes"><ul className="stack" style={{ gap: 6 }}>{invoice.disputes.map((dispute) => (
            <li key={dispute.id} className="row"><StateTag of="dispute" state={dispute.state} />{dispute.code && words(dispute.code)} <Money value={dispute.amount} /><span className="muted">since <Day on={dispute.openedOn} />{dispute.note && `: ${dispute.note}`}</span></li>
          ))}</ul></Panel>
        )}
        {paymentsOf(invoice).length > 0 && <Panel title="Payments" flush aside={paymentsOf(invoice).length}><Table label="Payments" rows={paymentsOf(invoice)} columns={PAYMENTS} keyOf={({ id }) => id} /></Panel>}
        {invoice.order && <RelatedOrders orders={[invoice.order]} />}
      </>}
    </RecordPage>
  );
}
