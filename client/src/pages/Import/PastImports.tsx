import { useQuery } from "@apollo/client/react";
import { Panel } from "../../components/Panel";
import { Tag } from "../../components/StateTag";
import { type Column, Table } from "../../components/Table";
import { When } from "../../components/When";
import { words } from "../../components/words";
import { graphql } from "../../gql";
import type { PastImportsQuery } from "../../gql/graphql";

const PAST_IMPORTS = graphql(`
  query PastImports {
    imports(filter: { state: [APPLIED, FAILED] }, first: 12, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
      edges { cursor node { id fileName kind state createdAt rowCount createdCount updatedCount refusedCount refusedRows startedBy { id name } } }
    }
  }
`);

type Row = PastImportsQuery["imports"]["edges"][number]["node"];

const COLUMNS: Column<Row>[] = [
  { head: "File", cell: (run) => run.fileName },
  { head: "Rows are", cell: (run) => words(run.kind), wide: true },
  { head: "Result", cell: (run) => <Tag tone={run.state === "FAILED" ? "breach" : "done"}>{run.state === "FAILED" ? "Failed" : `${run.createdCount.toLocaleString()} new, ${run.updatedCount.toLocaleString()} changed`}</Tag> },
  { head: "Refused", cell: (run) => (run.refusedRows ? <a href={run.refusedRows} download>{run.refusedCount.toLocaleString()}</a> : run.refusedCount.toLocaleString()), align: "right", wide: true },
  { head: "By", cell: (run) => run.startedBy?.name ?? "Command line", wide: true },
  { head: "When", cell: (run) => <When at={run.createdAt} />, align: "right" },
];

/** What came in before, for whoever wonders where a record is from. */
export function PastImports() {
  const { data } = useQuery(PAST_IMPORTS);
  const rows = data?.imports?.edges.map(({ node }) => node) ?? [];
  if (rows.length === 0) return null;
  return <Panel title="Earlier imports" flush><Table label="Earlier imports" rows={rows} columns={COLUMNS} keyOf={({ id }) => id} /></Panel>;
}
