import type { MigrationInterface, QueryRunner } from "typeorm";

/** All that was refused of a file: counted by cause, and kept row by row for whoever mends it. */
export class RefusedRows1790000000039 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      ALTER TABLE imports
        ADD COLUMN warning_count integer NOT NULL DEFAULT 0,
        ADD COLUMN causes jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN has_refused_rows boolean NOT NULL DEFAULT false`);
    await db.query(`ALTER TABLE import_issues ADD COLUMN severity text NOT NULL DEFAULT 'error' CHECK (severity IN ('error', 'conflict', 'warning'))`);
    await db.query(`
      UPDATE import_issues SET severity = CASE WHEN code IN ('status_backward', 'belongs_elsewhere', 'currency_changed', 'older_news') THEN 'conflict' ELSE 'warning' END
      WHERE code IN ('status_backward', 'belongs_elsewhere', 'currency_changed', 'older_news', 'unknown_column', 'mojibake', 'repeated_row', 'substituted', 'older_report')`);
    await db.query(`
      UPDATE imports i SET warning_count = (SELECT count(*) FROM import_issues s WHERE s.import_id = i.id AND s.severity = 'warning'),
        causes = COALESCE((SELECT jsonb_agg(jsonb_build_object('code', c.code, 'severity', c.severity, 'column', c.column_name, 'rows', c.rows, 'firstRow', c.first_row, 'reason', c.reason)
          ORDER BY c.severity = 'warning', c.rows DESC, c.first_row)
          FROM (SELECT code, severity, column_name, count(DISTINCT row_number) AS rows, min(row_number) AS first_row, (array_agg(reason ORDER BY row_number))[1] AS reason
                FROM import_issues s WHERE s.import_id = i.id GROUP BY code, severity, column_name) c), '[]')`);
    await db.query(`
      CREATE TABLE import_refused_parts (
        import_id uuid NOT NULL REFERENCES imports,
        part integer NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (import_id, part))`);
    await db.query(`ALTER TABLE import_refused_parts ALTER COLUMN content SET STORAGE EXTERNAL`); // it is compressed already
    await db.query(`REVOKE UPDATE ON import_refused_parts FROM tower_app`);
    await db.query(`GRANT DELETE ON import_refused_parts TO tower_app`); // those of previews go after a week
  }

  async down(db: QueryRunner) {
    await db.query(`DROP TABLE import_refused_parts`);
    await db.query(`ALTER TABLE import_issues DROP COLUMN severity`);
    await db.query(`ALTER TABLE imports DROP COLUMN warning_count, DROP COLUMN causes, DROP COLUMN has_refused_rows`);
  }
}
