import { join } from "node:path";
import { ImportIssue } from "../../../entities/ImportIssue.js";
import { ImportRun } from "../../../entities/ImportRun.js";
import { ImportState, type ImportKind } from "../../../entities/enums.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import type { Forecast, ImportFile, ImportReport } from "./importRecords.js";
import { severityOf, type Issue } from "./issues.js";
import type { Outcome } from "./merge.js";
import type { Parsed } from "./parseFile.js";
import { keepRefusedRows } from "./refusedRows.js";
import type { Source } from "./source.js";
import { Tally } from "./tally.js";

/** Keeps each import with its counts, its issues and the rows that stayed out, and tells of it. */
export class Runs {
  source?: Source;

  constructor(private readonly ctx: Context, private readonly input: ImportFile, private readonly kinds: ImportKind[], private readonly folder: string) {}

  /** Where the merge leaves the numbers and reasons of the refused rows of a kind. */
  refusedPath = (kind: ImportKind): string => join(this.folder, `${kind}-reasons`);

  async store(tx: Tx, state: ImportState, parsed: Parsed[], { outcomes, forecast }: { outcomes: Outcome[]; forecast: Forecast | null }, ids: string[] = []): Promise<ImportReport[]> {
    const reports: ImportReport[] = [];
    for (const [i, { kind, rows }] of parsed.entries()) {
      const { created, updated, unchanged, tally, samples } = outcomes[i]!;
      const applied = state === ImportState.FAILED ? { created: 0, updated: 0, unchanged: 0 } : { created, updated, unchanged };
      const counts = { rows, ...applied, errors: tally.errors, conflicts: tally.conflicts };
      reports.push({ ...(await this.keep(tx, state, kind.kind, counts, tally, { id: ids[i], forecast, refused: tally.errors + tally.conflicts > 0 })), samples });
    }
    return reports;
  }

  /** A file that can't be read is kept with the reason, and changes nothing. */
  async storeFailure(issue: Issue): Promise<ImportReport[]> {
    const nothing = { rows: 0, created: 0, updated: 0, unchanged: 0, errors: 1, conflicts: 0 };
    const tally = new Tally();
    tally.add(issue);
    return this.ctx.transaction(async (tx) => {
      const reports: ImportReport[] = [];
      for (const kind of this.kinds) reports.push({ ...(await this.keep(tx, ImportState.FAILED, kind, nothing, tally)), samples: [] });
      return reports;
    });
  }

  private async keep(tx: Tx, state: ImportState, kind: ImportKind, counts: ImportReport["counts"], tally: Tally, { id, forecast = null, refused = false }: { id?: string; forecast?: Forecast | null; refused?: boolean } = {}) {
    const { causes, issues } = tally;
    const run = await tx.insert(ImportRun, {
      ...(id && { id }),
      kind, state, mapping: this.input.mapping ?? null, fileName: this.input.fileName, fileHash: this.source?.hash ?? "",
      rowCount: counts.rows, createdCount: counts.created, updatedCount: counts.updated, unchangedCount: counts.unchanged,
      errorCount: counts.errors, conflictCount: counts.conflicts, warningCount: tally.warnings, causes: causes as ImportRun["causes"], hasRefusedRows: refused,
      detect: this.input.detect ?? true, since: this.input.since ?? null, casesToOpen: forecast?.wouldOpen ?? null, casesTooOld: forecast?.history ?? null,
      startedById: this.ctx.actor.userId ?? null,
    });
    await tx.query(
      `INSERT INTO ${tx.manager.connection.getMetadata(ImportIssue).tableName} (import_id, row_number, column_name, value, severity, code, reason)
       SELECT $1, i."row", i."column", i.value, i.severity, i.code, i.reason
       FROM jsonb_to_recordset($2::jsonb) i("row" integer, "column" text, value text, severity text, code text, reason text)`,
      [run.id, JSON.stringify(issues.map((issue) => ({ ...issue, severity: severityOf(issue.code) })))],
    );
    if (refused) await keepRefusedRows(tx, run.id, this.source!, this.refusedPath(kind));
    record(tx, `import.${state}`, run, { batchId: run.id });
    return { id: run.id, kind, state, counts, forecast, issues, causes, hasRefusedRows: refused };
  }
}
