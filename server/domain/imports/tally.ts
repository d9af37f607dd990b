import { severityOf, type Issue, type Severity } from "./issues.js";

/** Rows that one cause speaks of, with the first of them as an example. */
export interface Cause {
  code: string;
  severity: Severity;
  column: string | null;
  rows: number;
  firstRow: number;
  reason: string;
}

/** So many refusals, and so many remarks, are kept one by one; all are counted. */
export const KEPT_ISSUES = 1_000;

/** What there is to say about a file: all of it counted by cause, the first of it kept, however much it is. */
export class Tally {
  readonly refusals: Issue[] = [];
  readonly remarks: Issue[] = [];
  private readonly causesByKey = new Map<string, Cause>();
  errors = 0;
  conflicts = 0;
  /** Things said, not rows. */
  warnings = 0;

  /** @param rows rows that it speaks of */
  add(issue: Issue, rows = 1): void {
    const severity = severityOf(issue.code);
    const list = severity === "warning" ? this.remarks : this.refusals;
    if (severity === "warning") this.warnings += 1;
    if (list.length < KEPT_ISSUES) list.push(issue);
    this.addCause({ code: issue.code, severity, column: issue.column, rows, firstRow: issue.row, reason: issue.reason });
  }

  addCause(cause: Cause): void {
    const key = `${cause.code} ${cause.column}`;
    const known = this.causesByKey.get(key);
    if (!known) this.causesByKey.set(key, { ...cause });
    else {
      known.rows += cause.rows;
      if (cause.firstRow < known.firstRow) Object.assign(known, { firstRow: cause.firstRow, reason: cause.reason });
    }
  }

  /** Refusals first, and among them what concerns most rows. */
  get causes(): Cause[] {
    const weight = ({ severity }: Cause) => ["error", "conflict", "warning"].indexOf(severity);
    return [...this.causesByKey.values()].sort((a, b) => weight(a) - weight(b) || b.rows - a.rows || a.firstRow - b.firstRow);
  }

  /** By row; the heading's own first. */
  get issues(): Issue[] {
    return [...this.refusals, ...this.remarks].sort((a, b) => a.row - b.row);
  }

  /** Keeps the first of what was found in two steps, since the second knows rows before those of the first. */
  static of(...tallies: Tally[]): Tally {
    const all = new Tally();
    const byRow = (a: Issue, b: Issue) => a.row - b.row;
    all.refusals.push(...tallies.flatMap(({ refusals }) => refusals).sort(byRow).slice(0, KEPT_ISSUES));
    all.remarks.push(...tallies.flatMap(({ remarks }) => remarks).sort(byRow).slice(0, KEPT_ISSUES));
    for (const tally of tallies) {
      all.errors += tally.errors;
      all.conflicts += tally.conflicts;
      all.warnings += tally.warnings;
      for (const cause of tally.causesByKey.values()) all.addCause(cause);
    }
    return all;
  }
}
