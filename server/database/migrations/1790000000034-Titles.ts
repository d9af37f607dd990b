import type { MigrationInterface, QueryRunner } from "typeorm";

/** Titles of cases that told a figure or a day of an invoice to people who may not read it, by rule: what stood there and what stands there now. */
const TOLD_TOO_MUCH: [string, string, string][] = [
  ["INVOICE_OVERDUE", "^(.* is overdue) since \\S+$", "\\1"],
  ["PROMISE_BROKEN", "^(.*) promised to pay invoice (.*) by \\S+ and has not$", "\\1 broke its promise to pay invoice \\2"],
  ["INVOICE_DISPUTED", "^(.* disputes invoice .*) since \\S+ \\([^()]*\\)$", "\\1"],
  ["CUSTOMER_OVERDUE_BLOCK", "^(.*) has invoices overdue since \\S+$", "\\1 has overdue invoices"],
  ["INVOICE_ORDER_MISMATCH", "^Invoice (.*) bills order (.*) too (high|low)$", "Invoice \\1 and order \\2 differ in their amounts"],
];

/** The same titles for cases that are over as for those that rules word anew. */
export class Titles1790000000034 implements MigrationInterface {
  async up(db: QueryRunner) {
    for (const [type, was, is] of TOLD_TOO_MUCH) {
      await db.query(`UPDATE exceptions SET title = regexp_replace(title, $2, $3) WHERE type = $1 AND origin = 'rule' AND title ~ $2`, [type, was, is]);
    }
  }

  async down() {
    // the next run of the rules words their open cases by itself
  }
}
