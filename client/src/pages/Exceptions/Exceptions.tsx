import { useQuery } from "@apollo/client/react";
import { Button, SegmentedControl, Select } from "@mantine/core";
import { Link } from "react-router";
import { useReread } from "../../app/live/changes";
import { troubleOf } from "../../app/trouble";
import { given, useFilters } from "../../app/useFilters";
import { useTitle } from "../../app/useTitle";
import { Choice } from "../../components/Choice";
import { ListPage } from "../../components/ListPage";
import { Failure } from "../../components/States";
import { useRowKeys } from "../../components/useRowKeys";
import { TEAM_CODES, teamName, words } from "../../components/words";
import { graphql } from "../../gql";
import { ExceptionRow } from "../../records/exception/ExceptionRow";

const EXCEPTIONS = graphql(`
  query Exceptions($filter: ExceptionFilter!, $first: Int!, $after: String) {
    exceptions(filter: $filter, first: $first, after: $after, orderBy: [{ field: SCORE, direction: DESC }]) {
      totalCount
      edges { cursor node { id ...ExceptionRow_exception } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

const RULE_CODES = graphql(`query RuleCodes { rules { code } }`);

const PAGE = 50;
const MOST = 200;

/** Everything that is stuck, the most pressing first. */
export function Exceptions() {
  useTitle("Exceptions");
  const filters = useFilters();
  const list = useRowKeys<HTMLUListElement>();
  const view = filters.text("view") || "live";
  const team = filters.codes("team", TEAM_CODES);
  const rules = useQuery(RULE_CODES); // not everybody reads the rules; who may not filters without them
  const types = rules.data?.rules.map(({ code }) => code) ?? [];
  const type = filters.text("type").split(",").filter(Boolean);
  const severity = Number(filters.text("severity")) || undefined;
  const search = filters.text("q");
  const filter = given({
    search, ownerTeam: team, type, minSeverity: severity,
    ...(view === "live" ? { active: true } : view === "nobody" ? { active: true, assigned: false } : view === "resolved" ? { state: ["RESOLVED" as const, "CLOSED" as const] } : {}),
  });
  const { data, error, refetch, fetchMore } = useQuery(EXCEPTIONS, { variables: { filter, first: PAGE } });
  const edges = data?.exceptions.edges ?? [];
  const page = data?.exceptions.pageInfo;
  useReread(["exceptions", "tasks"], () => refetch({ filter, first: Math.min(MOST, Math.max(PAGE, edges.length)) }));

  return (
    <ListPage title="Exceptions" search={search} placeholder="Title, number, record or distributor" onSearch={(text) => filters.set("q", text)}
      total={data?.exceptions.totalCount} isLoading={!data && !error} isEmpty={edges.length === 0} isFiltered={filters.isAny} onReset={filters.reset}
      failure={error && !data ? <Failure {...troubleOf(error)} retry={() => void refetch()} /> : undefined}
      empty={{ title: "Nothing is stuck", text: "Rules look at orders, invoices, shipments and documents after every import and on schedule. What they find appears here.", action: <Button component={Link} to="/import" variant="default">Import records</Button> }}
      onMore={page?.hasNextPage ? () => void fetchMore({ variables: { after: page.endCursor, first: PAGE } }) : undefined}
      filters={<>
        <SegmentedControl size="xs" value={view} onChange={(value) => filters.set("view", value === "live" ? null : value)} aria-label="Which exceptions"
          data={[{ value: "live", label: "Live" }, { value: "nobody", label: "Nobody has it" }, { value: "resolved", label: "Resolved" }, { value: "all", label: "All" }]} />
        <Choice label="Team" codes={TEAM_CODES} value={team} onChange={(value) => filters.set("team", value)} name={teamName} />
        {types.length > 0 && <Choice label="Type" codes={types} value={type} onChange={(value) => filters.set("type", value)} name={words} searchable />}
        <Select aria-label="Severity" placeholder="Severity" clearable w={150} value={severity ? String(severity) : null} onChange={(value) => filters.set("severity", value)}
          data={[{ value: "4", label: "Critical" }, { value: "3", label: "Major and up" }, { value: "2", label: "Minor and up" }]} />
      </>}>
      <ul ref={list} aria-label="Exceptions by score">{edges.map(({ node }) => <ExceptionRow key={node.id} exception={node} />)}</ul>
    </ListPage>
  );
}
