import { Alert, Anchor } from "@mantine/core";
import { type Column, Table } from "../../components/Table";
import { words } from "../../components/words";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import type { ImportResult_ImportFragment } from "../../gql/graphql";
import styles from "./Import.module.css";

export const ImportResult_import = graphql(`
  fragment ImportResult_import on Import {
    id state kind fileName rowCount createdCount updatedCount unchangedCount errorCount conflictCount refusedCount warningCount refusedRows casesToOpen casesTooOld
    causes { code severity column rows firstRow reason }
    issues(first: 100) { id rowNumber columnName value severity code reason }
  }
`);

type Issue = ImportResult_ImportFragment["issues"][number];
type Cause = ImportResult_ImportFragment["causes"][number];

const ISSUES: Column<Issue>[] = [
  { head: "Row", cell: (issue) => <span className="num">{issue.rowNumber}</span> },
  { head: "Column", cell: (issue) => <code>{issue.columnName ?? "–"}</code> },
  { head: "Value", cell: (issue) => <code>{issue.value ?? "–"}</code> },
  { head: "Why", cell: (issue) => <span className={styles.why}>{issue.reason}</span> },
];
const CAUSES: Column<Cause>[] = [
  { head: "Rows", cell: (cause) => <span className="num">{cause.rows.toLocaleString()}</span>, align: "right" },
  { head: "Column", cell: (cause) => <code>{cause.column ?? "–"}</code> },
  { head: "First in row", cell: (cause) => <span className="num">{cause.firstRow}</span>, align: "right" },
  { head: "Why, for example", cell: (cause) => <span className={styles.why}>{cause.reason}</span> },
];

/** The counts of a run, whether all of its file is in, what was refused, and apart from that what is only remarked. */
export function ImportResult({ run: masked }: { run: FragmentType<typeof ImportResult_import> }) {
  const run = getFragmentData(ImportResult_import, masked);
  const applied = run.state === "APPLIED";
  const counts: [string, number, string][] = [
    [applied ? "created" : "to create", run.createdCount, "done"], [applied ? "updated" : "to update", run.updatedCount, "live"], ["unchanged", run.unchangedCount, "idle"],
    [run.errorCount === 1 ? "row refused" : "rows refused", run.errorCount, run.errorCount ? "breach" : "idle"], [run.conflictCount === 1 ? "conflict" : "conflicts", run.conflictCount, run.conflictCount ? "risk" : "idle"],
  ];
  const refusals = run.issues.filter(({ severity }) => severity !== "WARNING");
  const remarks = run.issues.filter(({ severity }) => severity === "WARNING");
  const causes = run.causes.filter(({ severity }) => severity !== "WARNING");
  return (
    <section aria-label={`${words(run.kind)} of ${run.fileName}`}>
      {run.refusedCount > 0 && <Alert color="breach" role="alert" title={alarmOf(run)}>{run.refusedRows && <Anchor href={run.refusedRows} download>Download all refused rows with their reasons (CSV)</Anchor>}</Alert>}
      <p className="soft">{words(run.kind)} of {run.fileName}: {run.rowCount.toLocaleString()} rows read</p>
      <ul className={styles.counts}>{counts.map(([label, count, tone]) => <li key={label} data-tone={tone}><strong>{count.toLocaleString()}</strong> {label}</li>)}</ul>
      {run.casesToOpen !== null && (
        <p>Detection would open {run.casesToOpen.toLocaleString()} {run.casesToOpen === 1 ? "exception" : "exceptions"} in all. {run.casesTooOld ? `${run.casesTooOld.toLocaleString()} causes are too old and open none: they began before the rules look back, or before the day given above.` : ""}</p>
      )}
      {causes.length > 1 && <Table label="Refused by cause" rows={causes} columns={CAUSES} keyOf={({ code, column }) => `${code} ${column}`} />}
      <Rows label="Rows that were refused" rows={refusals} />
      {run.refusedCount > refusals.length && refusals.length > 0 && <p className="muted">The first {refusals.length} are shown; the list to download has all of them.</p>}
      <Rows label="Remarks, which refuse nothing" rows={remarks} />
    </section>
  );
}

function alarmOf({ state, refusedCount, rowCount }: ImportResult_ImportFragment): string {
  if (rowCount === 0) return "The file is refused, and nothing of it was applied.";
  if (state === "FAILED") return "Nothing was applied, since rows are bad.";
  const rows = `${refusedCount.toLocaleString()} of ${rowCount.toLocaleString()} rows`;
  return state === "APPLIED" ? `Not all rows are in: ${rows} stayed out.` : `Not all rows would go in: ${rows} would stay out.`;
}

const Rows = ({ label, rows }: { label: string; rows: Issue[] }) =>
  rows.length > 0 && (
    <>
      <h3>{label}</h3>
      <div className={styles.issues} tabIndex={0} role="region" aria-label={label}><Table label={label} rows={rows} columns={ISSUES} keyOf={({ id }) => id} /></div>
    </>
  );
