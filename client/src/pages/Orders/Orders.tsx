import { useQuery } from "@apollo/client/react";
import { Checkbox } from "@mantine/core";
import { given, useFilters } from "../../app/useFilters";
import { Choice } from "../../components/Choice";
import { Money } from "../../components/Money";
import { StateTag, Tag } from "../../components/StateTag";
import type { Column } from "../../components/Table";
import { Day } from "../../components/When";
import { graphql } from "../../gql";
import type { OrdersQuery } from "../../gql/graphql";
import { RecordList } from "../../records/RecordList";

const ORDERS = graphql(`
  query Orders($filter: OrderFilter!, $after: String) {
    orders(filter: $filter, first: 50, after: $after, orderBy: [{ field: ORDERED_ON, direction: DESC }]) {
      totalCount
      edges { cursor node { id number poNumber status fulfilmentStatus billingStatus blocked orderedOn promisedOn value { amountMinor currency decimal } distributor { id legalName } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

type Row = OrdersQuery["orders"]["edges"][number]["node"];

const COLUMNS: Column<Row>[] = [
  { head: "Number", cell: (order) => order.number },
  { head: "Distributor", cell: (order) => order.distributor.legalName },
  { head: "State", cell: (order) => <><StateTag of="order" state={order.status} /> {order.blocked && <Tag tone="risk">Held</Tag>}</> },
  { head: "Fulfilment", cell: (order) => <StateTag of="fulfilment" state={order.fulfilmentStatus} />, wide: true },
  { head: "Billing", cell: (order) => <StateTag of="billing" state={order.billingStatus} />, wide: true },
  { head: "PO", cell: (order) => order.poNumber ?? "–", wide: true },
  { head: "Ordered", cell: (order) => <Day on={order.orderedOn} />, wide: true },
  { head: "Promised", cell: (order) => <Day on={order.promisedOn} />, wide: true },
  { head: "Value", cell: (order) => <Money value={order.value} whole />, align: "right" },
];
const STATUS = ["DRAFT", "CONFIRMED", "CLOSED", "CANCELLED"] as const;
const FULFILMENT = ["UNFULFILLED", "PICKING", "PARTIALLY_SHIPPED", "SHIPPED", "PARTIALLY_DELIVERED", "DELIVERED"] as const;

export function Orders() {
  const filters = useFilters();
  const status = filters.codes("status", STATUS);
  const fulfilment = filters.codes("fulfilment", FULFILMENT);
  const held = filters.text("held") === "yes";
  const distributor = filters.text("distributor");
  const result = useQuery(ORDERS, {
    variables: { filter: given({ search: filters.text("q"), status, fulfilmentStatus: fulfilment, blocked: held || undefined, distributor: distributor ? [distributor] : [] }) },
  });
  return (
    <RecordList title="Orders" page="orders" placeholder="Number, PO or distributor" filters={filters} result={result} connection={result.data?.orders} columns={COLUMNS}
      choices={<>
        <Choice label="State" codes={STATUS} value={status} onChange={(value) => filters.set("status", value)} />
        <Choice label="Fulfilment" codes={FULFILMENT} value={fulfilment} onChange={(value) => filters.set("fulfilment", value)} />
        <Checkbox label="Held" checked={held} onChange={(event) => filters.set("held", event.currentTarget.checked ? "yes" : null)} />
      </>} />
  );
}
