import type { MigrationInterface, QueryRunner } from "typeorm";

const REFERRED = { distributor: "distributors", order: "orders", invoice: "invoices", shipment: "shipments", document: "documents", payment: "payments" };
const { payment: _, ...SUBJECTS } = REFERRED;

interface Pointing { table: string; kind: string; id: string; column: (noun: string) => string; nouns: Record<string, string> }
const CASES: Pointing = { table: "exceptions", kind: "subject_kind", id: "subject_id", column: (noun) => `subject_${noun}_id`, nouns: SUBJECTS };
const NAMES: Pointing = { table: "external_refs", kind: "record_kind", id: "record_id", column: (noun) => `${noun}_id`, nouns: REFERRED };

/**
 * What a case is about, and what a name of another system stands for, is a kind and an id, so that a new kind of record needs
 * no new column in them. The columns by noun are worked out of these, and keep their foreign keys.
 */
export class Subjects1790000000060 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`ALTER TABLE exceptions ADD COLUMN subject_id uuid`);
    await db.query(`ALTER TABLE external_refs ADD COLUMN record_kind text, ADD COLUMN record_id uuid`);
    await db.query(`UPDATE external_refs SET record_kind = CASE ${Object.keys(REFERRED).map((noun) => `WHEN ${noun}_id IS NOT NULL THEN '${noun}'`).join(" ")} END`);
    await db.query(`DROP INDEX external_refs_names`);
    for (const pointing of [CASES, NAMES]) await workedOut(db, pointing);
    await db.query(`ALTER TABLE external_refs ALTER COLUMN record_kind SET NOT NULL, ADD CONSTRAINT external_refs_record CHECK (num_nonnulls(${Object.keys(REFERRED).map(NAMES.column).join(", ")}) = 1)`);
    await db.query(`CREATE UNIQUE INDEX external_refs_names ON external_refs (system, external_id, record_kind)`);
    await db.query(`CREATE INDEX external_refs_record ON external_refs (record_id)`);
    await db.query(`CREATE INDEX exceptions_subject ON exceptions (subject_id)`);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP INDEX external_refs_names, external_refs_record, exceptions_subject`);
    await db.query(`ALTER TABLE external_refs DROP CONSTRAINT external_refs_record`);
    for (const { table, kind, id, column, nouns } of [CASES, NAMES]) {
      for (const [noun, records] of Object.entries(nouns)) {
        await db.query(`ALTER TABLE ${table} DROP COLUMN ${column(noun)}, ADD COLUMN ${column(noun)} uuid REFERENCES ${records}`);
        await db.query(`UPDATE ${table} SET ${column(noun)} = ${id} WHERE ${kind} = '${noun}'`);
        await db.query(`CREATE INDEX ON ${table} (${column(noun)}) WHERE ${column(noun)} IS NOT NULL`);
      }
      await db.query(`ALTER TABLE ${table} DROP COLUMN ${id}`);
      const columns = Object.keys(nouns).map(column);
      await db.query(`ALTER TABLE ${table} ADD CHECK (num_nonnulls(${columns.join(", ")}) = 1)`);
    }
    await db.query(`ALTER TABLE external_refs DROP COLUMN record_kind`);
    const named = Object.keys(REFERRED).map((noun) => `WHEN ${noun}_id IS NOT NULL THEN '${noun}'`).join(" ");
    await db.query(`CREATE UNIQUE INDEX external_refs_names ON external_refs (system, external_id, (CASE ${named} END))`);
    await db.query(`ALTER TABLE exceptions ADD CHECK (subject_kind = CASE ${Object.keys(SUBJECTS).map((noun) => `WHEN subject_${noun}_id IS NOT NULL THEN '${noun}'`).join(" ")} END)`);
  }
}

async function workedOut(db: QueryRunner, { table, kind, id, column, nouns }: Pointing) {
  const columns = Object.keys(nouns).map(column);
  await db.query(`UPDATE ${table} SET ${id} = COALESCE(${columns.join(", ")})`);
  await db.query(`ALTER TABLE ${table} ALTER COLUMN ${id} SET NOT NULL, ${columns.map((name) => `DROP COLUMN ${name}`).join(", ")}`);
  const generated = Object.entries(nouns).map(([noun, records]) =>
    `ADD COLUMN ${column(noun)} uuid GENERATED ALWAYS AS (CASE WHEN ${kind} = '${noun}' THEN ${id} END) STORED REFERENCES ${records}`);
  await db.query(`ALTER TABLE ${table} ${generated.join(", ")}`);
  for (const name of columns) await db.query(`CREATE INDEX ON ${table} (${name}) WHERE ${name} IS NOT NULL`);
}
