import { ImportState } from "../../entities/enums.js";
import type { ImportReport } from "../domain/imports/importRecords.js";
import { severityOf, type Issue } from "../domain/imports/issues.js";
import { counted, historyOf } from "./tellDetection.js";

const SHOWN_ISSUES = 20;

/** Prints what came of a file: counts, then what was refused by cause and row by row, then what is only remarked. */
export function tellImport(reports: ImportReport[], preview: boolean): void {
  const head = ["", "rows", preview ? "to create" : "created", preview ? "to update" : "updated", "unchanged", "errors", "conflicts"];
  const table = reports.map(({ kind, counts: c }) => [kind, ...[c.rows, c.created, c.updated, c.unchanged, c.errors, c.conflicts].map(counted)]);
  const widths = head.map((title, i) => Math.max(...[title, ...table.map((row) => row[i]!)].map((text) => text.length)));
  for (const row of [head, ...table]) console.log(row.map((text, i) => (i ? text.padStart(widths[i]!) : text.padEnd(widths[i]!))).join("  "));
  const forecast = reports[0]?.forecast;
  if (forecast) console.log(`\nDetection would open ${counted(forecast.wouldOpen)} exceptions; ${historyOf(forecast.history)}`);
  tellCauses(reports);
  const issues = [...new Map(reports.flatMap((report) => report.issues).map((issue) => [JSON.stringify(issue), issue])).values()].sort((a, b) => a.row - b.row);
  const isRemark = ({ code }: Issue) => severityOf(code) === "warning";
  tellIssues("Refused", issues.filter((issue) => !isRemark(issue)));
  tellIssues("Remarks, which refuse nothing", issues.filter(isRemark));
}

/** The last line, which nobody overlooks: whether all of the file is in. */
export function tellLoudly(reports: ImportReport[], { preview, refused }: { preview: boolean; refused?: string }): void {
  const out = reports.reduce((rows, { counts }) => rows + counts.errors + counts.conflicts, 0);
  const failed = reports.every(({ state }) => state === ImportState.FAILED);
  if (failed) console.error("\nNOTHING WAS APPLIED: the file is refused, for the reasons above.");
  else if (out) console.error(`\n${preview ? "NOT ALL ROWS WOULD GO IN" : "NOT ALL ROWS ARE IN"}: ${counted(out)} of ${counted(reports.reduce((rows, { counts }) => rows + counts.rows, 0))} ${out === 1 ? "was" : "were"} refused${refused ? "" : "; --refused FILE writes them down with their reasons"}.`);
}

function tellCauses(reports: ImportReport[]) {
  const causes = reports.flatMap(({ causes }) => causes).filter(({ severity }) => severity !== "warning");
  if (causes.length < 2) return;
  console.log("\nRefused by cause:");
  for (const { column, code, rows, firstRow } of causes.slice(0, SHOWN_ISSUES)) console.log(`  ${counted(rows).padStart(9)} ${rows === 1 ? "row " : "rows"}  ${code.replaceAll("_", " ")}${column ? ` in ${column}` : ""}, first in row ${firstRow}`);
}

function tellIssues(title: string, issues: Issue[]) {
  if (!issues.length) return;
  console.log(`\n${title}${issues.length > SHOWN_ISSUES ? `, the first ${SHOWN_ISSUES}` : ""}:`);
  for (const { row, column, value, code, reason } of issues.slice(0, SHOWN_ISSUES)) {
    console.log(`  ${severityOf(code).padEnd(8)} row ${row}${column ? `, ${column}` : ""}: ${value ? `“${value}” ` : ""}${reason}`);
  }
}
