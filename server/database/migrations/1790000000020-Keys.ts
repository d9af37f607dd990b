import type { MigrationInterface, QueryRunner } from "typeorm";

/** [table, column, referenced table]: the row behind the column has the same distributor. */
const SAME_DISTRIBUTOR: [string, string, string][] = [
  ["payments", "invoice_id", "invoices"],
  ["documents", "order_id", "orders"],
  ["exceptions", "order_id", "orders"],
  ["follow_up_tasks", "exception_id", "exceptions"],
  ["follow_up_tasks", "order_id", "orders"],
  ["drafts", "task_id", "follow_up_tasks"],
  ["drafts", "exception_id", "exceptions"],
  ["drafts", "order_id", "orders"],
  ["outbound_messages", "task_id", "follow_up_tasks"],
  ["outbound_messages", "order_id", "orders"],
];

/** Foreign keys that hold a record and what hangs on it to one distributor, by which rights are decided; and the queue's count from an index alone. */
export class Keys1790000000020 implements MigrationInterface {
  async up(db: QueryRunner) {
    for (const table of ["invoices", "exceptions", "follow_up_tasks"]) {
      await db.query(`ALTER TABLE ${table} ADD CONSTRAINT ${table}_id_distributor_id_key UNIQUE (id, distributor_id)`);
    }
    for (const [table, column, referenced] of SAME_DISTRIBUTOR) {
      await db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_fkey`);
      await db.query(`ALTER TABLE ${table} ADD CONSTRAINT ${table}_${column}_fkey FOREIGN KEY (${column}, distributor_id) REFERENCES ${referenced} (id, distributor_id)`);
    }
    await db.query(`CREATE INDEX follow_up_tasks_count ON follow_up_tasks (status, owner_team, distributor_id) WHERE archived_at IS NULL`);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP INDEX follow_up_tasks_count`);
    for (const [table, column, referenced] of SAME_DISTRIBUTOR) {
      await db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_fkey`);
      await db.query(`ALTER TABLE ${table} ADD CONSTRAINT ${table}_${column}_fkey FOREIGN KEY (${column}) REFERENCES ${referenced}`);
    }
    for (const table of ["invoices", "exceptions", "follow_up_tasks"]) await db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_id_distributor_id_key`);
  }
}
