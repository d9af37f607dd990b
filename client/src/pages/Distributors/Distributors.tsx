import { useQuery } from "@apollo/client/react";
import { given, useFilters } from "../../app/useFilters";
import { Choice } from "../../components/Choice";
import { Money } from "../../components/Money";
import { StateTag } from "../../components/StateTag";
import type { Column } from "../../components/Table";
import { When } from "../../components/When";
import { graphql } from "../../gql";
import type { DistributorsQuery } from "../../gql/graphql";
import { RecordList } from "../../records/RecordList";

const DISTRIBUTORS = graphql(`
  query Distributors($filter: DistributorFilter!, $after: String) {
    distributors(filter: $filter, first: 50, after: $after, orderBy: [{ field: LEGAL_NAME }]) {
      totalCount
      edges { cursor node { id number legalName country region tier onboardingState screeningState lastActivityAt creditLimit { amountMinor currency decimal } accountOwner { id name } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

type Row = DistributorsQuery["distributors"]["edges"][number]["node"];

const COLUMNS: Column<Row>[] = [
  { head: "Number", cell: (distributor) => distributor.number },
  { head: "Name", cell: (distributor) => distributor.legalName },
  { head: "Onboarding", cell: (distributor) => <StateTag of="onboarding" state={distributor.onboardingState} /> },
  { head: "Screening", cell: (distributor) => <StateTag of="screening" state={distributor.screeningState} />, wide: true },
  { head: "Tier", cell: (distributor) => distributor.tier, wide: true },
  { head: "Country", cell: (distributor) => `${distributor.country} · ${distributor.region}`, wide: true },
  { head: "Account owner", cell: (distributor) => distributor.accountOwner?.name ?? "–", wide: true },
  { head: "Last activity", cell: (distributor) => <When at={distributor.lastActivityAt} />, wide: true },
  { head: "Credit limit", cell: (distributor) => <Money value={distributor.creditLimit} whole />, align: "right" },
];
const ONBOARDING = ["DRAFT", "SUBMITTED", "IN_REVIEW", "DOCUMENTS_REQUESTED", "APPROVED", "REJECTED", "ACTIVE", "SUSPENDED", "RE_VERIFICATION", "OFFBOARDED"] as const;
const TIERS = ["A", "B", "C"] as const;

export function Distributors() {
  const filters = useFilters();
  const onboarding = filters.codes("onboarding", ONBOARDING);
  const tier = filters.codes("tier", TIERS);
  const result = useQuery(DISTRIBUTORS, { variables: { filter: given({ search: filters.text("q"), onboardingState: onboarding, tier }) } });
  return (
    <RecordList title="Distributors" page="distributors" placeholder="Number, name or tax id" filters={filters} result={result} connection={result.data?.distributors} columns={COLUMNS}
      choices={<>
        <Choice label="Onboarding" codes={ONBOARDING} value={onboarding} onChange={(value) => filters.set("onboarding", value)} />
        <Choice label="Tier" codes={TIERS} value={tier} onChange={(value) => filters.set("tier", value)} name={(code) => `Tier ${code}`} />
      </>} />
  );
}
