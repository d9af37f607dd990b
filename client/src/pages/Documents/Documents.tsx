import { useQuery } from "@apollo/client/react";
import { Checkbox } from "@mantine/core";
import { given, useFilters } from "../../app/useFilters";
import { Choice } from "../../components/Choice";
import { StateTag, Tag } from "../../components/StateTag";
import type { Column } from "../../components/Table";
import { Day } from "../../components/When";
import { words } from "../../components/words";
import { graphql } from "../../gql";
import type { DocumentsQuery } from "../../gql/graphql";
import { RecordList } from "../../records/RecordList";

const DOCUMENTS = graphql(`
  query Documents($filter: DocumentFilter!, $after: String) {
    documents(filter: $filter, first: 50, after: $after, orderBy: [{ field: NUMBER, direction: DESC }]) {
      totalCount
      edges { cursor node { id number title kind state expiresOn expiring daysToExpiry required blocksTrade distributor { id legalName } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

type Row = DocumentsQuery["documents"]["edges"][number]["node"];

const COLUMNS: Column<Row>[] = [
  { head: "Number", cell: (document) => document.number },
  { head: "Title", cell: (document) => document.title },
  { head: "Distributor", cell: (document) => document.distributor.legalName },
  { head: "Kind", cell: (document) => words(document.kind), wide: true },
  { head: "State", cell: (document) => <><StateTag of="document" state={document.state} /> {document.expiring && <Tag tone="risk">{document.daysToExpiry} days left</Tag>}</> },
  { head: "Needed", cell: (document) => (document.blocksTrade ? "Blocks trade" : document.required ? "Required" : "–"), wide: true },
  { head: "Expires", cell: (document) => <Day on={document.expiresOn} />, align: "right", wide: true },
];
const STATE = ["REQUESTED", "UPLOADED", "IN_REVIEW", "APPROVED", "REJECTED", "RESUBMISSION_REQUESTED", "EXPIRED", "SUPERSEDED"] as const;
const KIND = ["KYC", "LICENCE", "TAX", "CONTRACT", "INSURANCE", "CUSTOMS", "PROOF_OF_DELIVERY"] as const;

export function Documents() {
  const filters = useFilters();
  const state = filters.codes("state", STATE);
  const kind = filters.codes("kind", KIND);
  const expiring = filters.text("expiring") === "yes";
  const distributor = filters.text("distributor");
  const result = useQuery(DOCUMENTS, {
    variables: { filter: given({ search: filters.text("q"), state, kind, expiring: expiring || undefined, distributor: distributor ? [distributor] : [] }) },
  });
  return (
    <RecordList title="Documents" page="documents" placeholder="Number, title or distributor" filters={filters} result={result} connection={result.data?.documents} columns={COLUMNS}
      choices={<>
        <Choice label="State" codes={STATE} value={state} onChange={(value) => filters.set("state", value)} />
        <Choice label="Kind" codes={KIND} value={kind} onChange={(value) => filters.set("kind", value)} />
        <Checkbox label="Expiring" checked={expiring} onChange={(event) => filters.set("expiring", event.currentTarget.checked ? "yes" : null)} />
      </>} />
  );
}
