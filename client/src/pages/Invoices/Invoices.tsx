import { useQuery } from "@apollo/client/react";
import { Checkbox } from "@mantine/core";
import { given, useFilters } from "../../app/useFilters";
import { Choice } from "../../components/Choice";
import { Money } from "../../components/Money";
import { StateTag, Tag } from "../../components/StateTag";
import type { Column } from "../../components/Table";
import { Day } from "../../components/When";
import { graphql } from "../../gql";
import type { InvoicesQuery } from "../../gql/graphql";
import { RecordList } from "../../records/RecordList";

const INVOICES = graphql(`
  query Invoices($filter: InvoiceFilter!, $after: String) {
    invoices(filter: $filter, first: 50, after: $after, orderBy: [{ field: NUMBER, direction: DESC }]) {
      totalCount
      edges { cursor node { id number status overdue daysOverdue issuedOn dueOn amount { amountMinor currency decimal } outstanding { amountMinor currency decimal } distributor { id legalName } order { id number } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

type Row = InvoicesQuery["invoices"]["edges"][number]["node"];

const COLUMNS: Column<Row>[] = [
  { head: "Number", cell: (invoice) => invoice.number },
  { head: "Distributor", cell: (invoice) => invoice.distributor?.legalName ?? "–" },
  { head: "State", cell: (invoice) => <><StateTag of="invoice" state={invoice.status} /> {invoice.overdue && <Tag tone="breach">{invoice.daysOverdue} days overdue</Tag>}</> },
  { head: "Order", cell: (invoice) => <span className="num">{invoice.order?.number ?? "–"}</span>, wide: true },
  { head: "Issued", cell: (invoice) => <Day on={invoice.issuedOn} />, wide: true },
  { head: "Due", cell: (invoice) => <Day on={invoice.dueOn} />, wide: true },
  { head: "Amount", cell: (invoice) => <Money value={invoice.amount} whole />, align: "right", wide: true },
  { head: "Outstanding", cell: (invoice) => <Money value={invoice.outstanding} whole />, align: "right" },
];
const STATUS = ["DRAFT", "OPEN", "PARTIALLY_PAID", "PAID", "VOID", "UNCOLLECTIBLE"] as const;

export function Invoices() {
  const filters = useFilters();
  const status = filters.codes("status", STATUS);
  const overdue = filters.text("overdue") === "yes";
  const distributor = filters.text("distributor");
  const result = useQuery(INVOICES, { variables: { filter: given({ search: filters.text("q"), status, overdue: overdue || undefined, distributor: distributor ? [distributor] : [] }) } });
  return (
    <RecordList title="Invoices" page="invoices" placeholder="Number or distributor" filters={filters} result={result} connection={result.data?.invoices} columns={COLUMNS}
      choices={<>
        <Choice label="State" codes={STATUS} value={status} onChange={(value) => filters.set("status", value)} />
        <Checkbox label="Overdue" checked={overdue} onChange={(event) => filters.set("overdue", event.currentTarget.checked ? "yes" : null)} />
      </>} />
  );
}
