import { ImportKind } from "../../entities/enums.js";
import { importRecords, type ImportFile, type ImportReport } from "../domain/imports/importRecords.js";
import type { TestDatabase } from "./testDatabase.js";
import { openDetectionDesk, type DetectionDesk } from "./detectionDesk.js";

/** A database to import into, and short words for what comes of it. */
export interface ImportDesk extends DetectionDesk {
  bring(kind: ImportKind, content: string, more?: Partial<ImportFile>): Promise<ImportReport>;
  one(sql: string, parameters?: unknown[]): Promise<Record<string, any>>;
  /** Entries about the record of a number, oldest first. */
  trail(number: string): Promise<{ type: string; payload: any }[]>;
  /** Brings in a distributor and answers its number. */
  partner(number: string): Promise<string>;
  /** Brings in an order of ten pieces in one line and answers its number. */
  order(number: string, distributor: string): Promise<string>;
}

export const ORDER = "number,distributor,currency,ordered_on,status,line_number,sku,quantity,unit_price";
export const csv = (...lines: string[]) => `${lines.join("\n")}\n`;

/** rows, created, updated, unchanged, errors, conflicts. */
export const outcome = ({ counts: c }: ImportReport) => [c.rows, c.created, c.updated, c.unchanged, c.errors, c.conflicts].join(" ");
export const problems = ({ issues }: ImportReport) => issues.map(({ row, column, code }) => `${row} ${column} ${code}`);

export async function openImportDesk(prepare?: (test: TestDatabase) => Promise<unknown>): Promise<ImportDesk> {
  const desk = await openDetectionDesk(prepare);
  const bring: ImportDesk["bring"] = (kind, content, more = {}) => importRecords(desk.ctx, { kind, content, fileName: `${kind}.csv`, preview: false, ...more });
  return {
    ...desk, bring,
    one: async (sql, parameters) => (await desk.rows(sql, parameters))[0]!,
    trail: (number) => desk.rows(`SELECT l.type, p.payload FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id WHERE subject_number = $1 ORDER BY l.id`, [number]),
    async partner(number) {
      await bring(ImportKind.DISTRIBUTORS, csv("number,legal_name,country,region", `${number},Halvorsen Nordic AS,NO,Nordics`));
      return number;
    },
    async order(number, distributor) {
      await bring(ImportKind.ORDERS, csv(ORDER, `${number},${distributor},EUR,2026-10-01,confirmed,1,KAYAK-7,10,25.00`));
      return number;
    },
  };
}
