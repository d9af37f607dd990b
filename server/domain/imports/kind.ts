import type { ImportKind } from "../../../entities/enums.js";
import type { Tx } from "../../database/unitOfWork.js";
import type { Lifecycle } from "../../records/lifecycle.js";
import { identifier, type CellReader } from "./cells.js";
import type { Outcome } from "./merge.js";

type SqlType = "text" | "text[]" | "date" | "timestamptz" | "integer" | "bigint" | "numeric" | "boolean";

/**
 * One documented column. In its SQL, `s` is the staged row, `t` the record that stands there already (all null when
 * there is none) and `$1` the moment of the import.
 */
export interface Column {
  read: CellReader;
  sql: SqlType;
  mandatory?: boolean;
  aliases?: readonly string[];
  /** A name may be any word, "None" and "Null" included; elsewhere these mean that there is no value. */
  isName?: boolean;
  /** An amount in the row's currency, staged in minor units. */
  money?: boolean;
  /** A price in the row's currency, staged as it is written. */
  price?: boolean;
  /** Column of the table it fills, when it is called differently there; null when it fills none by itself. */
  into?: string | null;
  /** What a new record gets for a blank cell. A column with it never empties a known record's value. */
  otherwise?: string;
  /** The whole value, where `otherwise` does not say enough. */
  resolve?: string;
  /** Which value a record with several rows gets, where they differ and the file did not declare it; told. */
  pick?: "earliest" | "latest";
  /** The right that accepting it takes, since it carries a decision. */
  decision?: readonly [action: string, noun: string];
}

export type Columns = Record<string, Column>;

/** A column that names another record by its number. */
export interface Reference {
  column: string;
  /** Staged id of the record named, and column of the table unless `looksUp`. */
  id: string;
  table: string;
  mandatory?: boolean;
  aliases?: readonly string[];
  /** Only used to check or to find more; fills no column of the table. */
  looksUp?: boolean;
  /** What else is staged of the record named: staged name → column of its table. */
  also?: Record<string, string>;
  /** How it is found, when not by its number alone; the record named is called `r_<id>` here. */
  on?: string;
  /** What it is called in a refusal. */
  missing?: string;
}

/** Rows that belong to a record and are merged with it: lines, a contact, holds. */
export interface Part {
  table: string;
  /** Column that points to the record. */
  owner: string;
  columns: Columns;
  /** More columns of the table: name → SQL. */
  computed?: Record<string, string>;
  /** Which staged rows carry one. */
  when: string;
  /** Staged columns that tell one of them from another within a file. */
  key: readonly string[];
  /** How a staged one finds itself among those of the record; the first by `prefer` wins. */
  match: string;
  prefer?: string;
}

/** A reason to refuse a staged row; in its SQL `:rows` is the table of all staged rows. */
export interface Check {
  when: string;
  column: string;
  code: string;
  /** SQL text. */
  reason: string;
}

/** Values of a row on their way to the stage; null where the cell is blank or the column is not in the file. */
export type Values = Record<string, string | null>;

export interface Kind {
  kind: ImportKind;
  /** Class name of the record, as rights name it. */
  noun: string;
  table: string;
  columns: Columns;
  references: readonly Reference[];
  parts: readonly Part[];
  /** A record stands on several rows of a file, and is never taken in part: one bad row holds all of them back. */
  hasLines?: boolean;
  /** Columns of the table that a file may not change, each with its column in the file. */
  fixed: Record<string, { column: string; code: "belongs_elsewhere" | "currency_changed" }>;
  status?: {
    column: string;
    life: Lifecycle<string, string>;
    unless?: string;
    /** Column that says since when, where a life goes in circles and only that tells older news from a new turn. */
    since?: string;
  };
  /** Columns of the table whose value before the merge is staged as `old_<column>`. */
  remember?: readonly string[];
  /** SQL for the regions it concerns, each of which must be one of the actor's; without it the region of `t.distributor_id`. */
  regions?: readonly string[];
  /** More columns of the table: name → SQL. */
  computed?: Record<string, string>;
  /** More columns of new records, worked out of all their rows: name → SQL over what `join` adds to them. */
  born?: { join: string; columns: Record<string, string> };
  checks?: readonly Check[];
  /** What is possible and hardly meant: told, never refused. `:today` is the day of the import. */
  doubts?: readonly Check[];
  /** Columns that `complete` fills though the file may not have them. */
  completes?: readonly string[];
  /** Completes and cross-checks a row once its cells are read. */
  complete?(values: Values, refuse: (column: string, code: string, reason: string) => void): void;
  /** Work on the staged rows before they are judged. */
  beforehand?(tx: Tx, staged: Staged): Promise<Beforehand>;
  /** How rows come in that are no records with a number; in the SQL of their problems `$1` is today. */
  alone?: { problems(staged: string): string; write(tx: Tx, staged: string, batchId: string): Promise<Pick<Outcome, "created" | "updated" | "unchanged">> };
  /** Work on the merged records that belongs into the same entry. */
  afterwards?(tx: Tx, merged: Merged): Promise<void>;
  /** What follows for records of other kinds, each with entries of its own. */
  consequences?(tx: Tx, merged: Merged): Promise<void>;
}

/** Rows that are staged, and the import they came with. */
export type Staged = Pick<Merged, "rows" | "batchId">;

/** What was done before the rows were judged: what there is to remark, and records that were told of in entries of their own. */
export interface Beforehand {
  /** SQL of findings: `row_no`, `column_name`, `value`, `code`, `reason`. */
  remarks?: string[];
  told: string[];
}

/** Where the rows of a merge stand, for SQL that goes on with them. */
export interface Merged {
  /** Temporary table of the accepted rows, references resolved; `record_id` is their record, `existing_id` the same where it was known. */
  rows: string;
  /** Whether any of the records was known. */
  known: boolean;
  /** Temporary table of the records they make or meet: `id` and `before`, null for a new one. */
  watched: string;
  batchId: string;
}

/** Every column a file of this kind may have. */
export function columnsOf(kind: Kind): Columns {
  const references = kind.references.map(({ column, mandatory, aliases }): [string, Column] => [
    column,
    { read: identifier, sql: "text", into: null, mandatory, aliases },
  ]);
  return Object.assign({}, kind.columns, Object.fromEntries(references), ...kind.parts.map((part) => part.columns), SOURCE);
}

/** SQL of a staged cell as a remark about it shows it: amounts stand there in minor units, which nobody wrote. */
export const cellText = (kind: Kind, column: string): string =>
  columnsOf(kind)[column]?.money ? `tower_money_text(s."${column}", COALESCE(s.currency, 'EUR'))` : `s."${column}"::text`;

/** What the system it comes from calls the record. */
const SOURCE: Columns = {
  external_id: { read: identifier, sql: "text", into: null },
  source_version: { read: identifier, sql: "text", into: null },
};

/**
 * Since when a record stands in its status: as the file says, else as it was, else the event that brought it there, as far
 * as the row tells of it, else the moment of the import.
 * @param events SQL of instants, the likeliest first
 */
export const since = (column: string, status: string, ...events: string[]): string =>
  `COALESCE(s.${column}, CASE WHEN t.${status} IS NOT DISTINCT FROM COALESCE(s.${status}, t.${status}) THEN t.${column} END, LEAST(COALESCE(${[...events, "$1"].join(", ")}), $1))`;

/** The first moment of a day in the organisation's zone, which the import sets for its transaction. */
export const startOf = (day: string): string => `((${day})::timestamp AT TIME ZONE current_setting('tower.zone'))`;

/** The same where the record is new to us; a known one moves at an event of which only the import tells. */
export const ifNew = (instant: string): string => `CASE WHEN s.existing_id IS NULL THEN ${instant} END`;
