import type { MigrationInterface, QueryRunner } from "typeorm";

/** The most that every JSON number holds exactly. */
const MOST = "9007199254740991";

const AMOUNTS = {
  distributors: ["credit_limit_minor"], orders: ["value_minor"], order_lines: ["value_minor"],
  invoices: ["amount_minor", "outstanding_minor", "disputed_minor"], invoice_disputes: ["amount_minor"], payment_promises: ["amount_minor"],
  payments: ["amount_minor"], exceptions: ["value_minor"],
};
const constraints = Object.entries(AMOUNTS).flatMap(([table, columns]) => columns.map((column) => ({ table, column, name: `${table}_${column}_exact` })));

/** An amount is held to what every reader can tell exactly, and worded with the decimals of its currency. */
export class Amounts1790000000044 implements MigrationInterface {
  async up(db: QueryRunner) {
    for (const { table, column, name } of constraints) {
      await db.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${column} BETWEEN -${MOST} AND ${MOST}) NOT VALID`);
      // A row that came before the bound stays as it is until it is corrected, and reads as no amount.
      const [{ broken }] = await db.query(`SELECT EXISTS (SELECT FROM ${table} WHERE ${column} NOT BETWEEN -${MOST} AND ${MOST}) AS broken`);
      if (!broken) await db.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`);
    }
    // Sums of many amounts are worded too, so they come as numeric; STABLE, as to_char is, so that the planner inlines it.
    await db.query(`DROP FUNCTION tower_money_text(bigint, text)`);
    await db.query(`
      CREATE FUNCTION tower_money_text(minor numeric, currency text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
        RETURN currency || ' ' || CASE
          WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF')
            THEN to_char(minor, 'FM999,999,999,999,999,999,999,999,990')
          WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN to_char(minor / 1000, 'FM999,999,999,999,999,999,999,990.000')
          WHEN currency IN ('CLF','UYW') THEN to_char(minor / 10000, 'FM999,999,999,999,999,999,999,990.0000')
          ELSE to_char(minor / 100, 'FM999,999,999,999,999,999,999,990.00') END`);
    await db.query(`GRANT EXECUTE ON FUNCTION tower_money_text TO tower_app`);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP FUNCTION tower_money_text(numeric, text)`);
    await db.query(`
      CREATE FUNCTION tower_money_text(minor bigint, currency text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT currency || ' ' || CASE
          WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF')
            THEN to_char(minor, 'FM999,999,999,999,999,990')
          WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN to_char(minor / 1000.0, 'FM999,999,999,999,990.000')
          ELSE to_char(minor / 100.0, 'FM999,999,999,999,990.00') END $$`);
    for (const { table, name } of constraints) await db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  }
}
