import { Alert } from "@mantine/core";
import { type Column, Table } from "../../components/Table";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import type { ImportResult_ImportFragment } from "../../gql/graphql";
import styles from "./Import.module.css";

export const ImportResult_import = graphql(`
  fragment ImportResult_import on Import {
    id state kind fileName rowCount createdCount updatedCount unchangedCount errorCount conflictCount refusedCount warningCount refusedRows casesToOpen casesTooOld
    issues(first: 100) { id rowNumber columnName value code reason severity }
  }
`);

const ISSUES: Column<ImportResult_ImportFragment["issues"][number]>[] = [
  { head: "Row", cell: (issue) => <span className="num">{issue.rowNumber}</span> },
  { head: "Column", cell: (issue) => <code>{issue.columnName ?? "–"}</code> },
  { head: "Value", cell: (issue) => <code>{issue.value ?? "–"}</code> },
  { head: "Why", cell: (issue) => <span className={styles.why}>{issue.reason}</span> },
];

/** The counts of a run and every row that was refused, with its reason. */
export function ImportResult({ run: masked }: { run: FragmentType<typeof ImportResult_import> }) {
  const run = getFragmentData(ImportResult_import, masked);
  const applied = run.state === "APPLIED";
  const refusals = run.issues.filter(({ severity }) => severity !== "WARNING");
  const remarks = run.issues.filter(({ severity }) => severity === "WARNING");
  const counts: [string, number, string][] = [
    [applied ? "created" : "to create", run.createdCount, "done"], [applied ? "updated" : "to update", run.updatedCount, "live"], ["unchanged", run.unchangedCount, "idle"],
    [run.errorCount === 1 ? "row refused" : "rows refused", run.errorCount, run.errorCount ? "breach" : "idle"], [run.conflictCount === 1 ? "conflict" : "conflicts", run.conflictCount, run.conflictCount ? "risk" : "idle"],
  ];
  return (
    <>
      <p className="soft">{run.fileName}: {run.rowCount.toLocaleString()} rows read</p>
      <ul className={styles.counts}>{counts.map(([label, count, tone]) => <li key={label} data-tone={tone}><strong>{count.toLocaleString()}</strong> {label}</li>)}</ul>
      {run.casesToOpen !== null && (
        <p>Detection would open {run.casesToOpen.toLocaleString()} {run.casesToOpen === 1 ? "exception" : "exceptions"} in all. {run.casesTooOld ? `${run.casesTooOld.toLocaleString()} causes are too old and open none: they began before the rules look back, or before the day given above.` : ""}</p>
      )}
      {run.refusedCount > 0 && (
        <Alert color="breach" role="alert" title={`${run.refusedCount.toLocaleString()} of ${run.rowCount.toLocaleString()} rows ${applied ? "are not in" : "would not go in"}`}>
          {run.refusedRows ? <>Get <a href={run.refusedRows} download>all of them as a file</a>, each with its reason; mend them there and import that file.</> : "Each is told below with its reason."}
        </Alert>
      )}
      <Issues title="Rows that were refused" issues={refusals} all={run.refusedCount} />
      <Issues title="Remarks, which refuse nothing" issues={remarks} all={run.warningCount} />
    </>
  );
}

function Issues({ title, issues, all }: { title: string; issues: ImportResult_ImportFragment["issues"]; all: number }) {
  if (issues.length === 0) return null;
  return (
    <>
      <div className={styles.issues} tabIndex={0} role="region" aria-label={title}><h2>{title}</h2><Table label={title} rows={issues} columns={ISSUES} keyOf={({ id }) => id} /></div>
      {all > issues.length && <p className="muted">The first {issues.length.toLocaleString()} of {all.toLocaleString()} are shown.</p>}
    </>
  );
}
