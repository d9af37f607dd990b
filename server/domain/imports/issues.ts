/** Something about one row, or about the whole file when it stands on row 1. */
export interface Issue {
  /** Row of the file as a spreadsheet counts it: the heading is row 1. */
  row: number;
  column: string | null;
  value: string | null;
  code: string;
  reason: string;
}

export type Severity = "error" | "conflict" | "warning";

/** Codes of what our own record stands against. */
export const CONFLICT_CODES = ["status_backward", "belongs_elsewhere", "currency_changed", "older_news"];
const CONFLICTS = new Set(CONFLICT_CODES);
const WARNINGS = new Set([
  "unknown_column", "mojibake", "repeated_row", "substituted", "placeholder", "invisible_characters", "unwrapped", "time_left_out", "lost_hour", "double_hour", "days_guessed", "taken_from_above",
  "older_report", "implausible", "payments_decide", "part_of_balance", "twin_number", "several_days",
]);

/** An error refuses its row, a conflict refuses it because our record stands against it, a warning is only told. */
export const severityOf = (code: string): Severity => (CONFLICTS.has(code) ? "conflict" : WARNINGS.has(code) ? "warning" : "error");

const SHOWN = 200;

/** A long cell is told by its beginning. */
export const shown = (value: string | null | undefined) =>
  value === null || value === undefined ? null : (value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value).replaceAll("\0", "␀");

/** Why a cell can't be taken as it stands. */
export class Problem {
  constructor(readonly code: string, readonly reason: string) {}
}

/** A value that is taken, and what there is to say about it. */
export class Remark {
  constructor(readonly value: string | null, readonly code: string, readonly reason: string) {}
}

/** Why a whole file can't be read; nothing of it is applied. */
export class FileProblem extends Error {
  constructor(readonly code: string, reason: string, readonly row = 1, readonly column: string | null = null) {
    super(reason);
  }

  get issue(): Issue {
    return { row: this.row, column: shown(this.column), value: null, code: this.code, reason: this.message.replaceAll("\0", "␀") };
  }
}
