/** Small pieces of DDL that every migration needs in the same words. */

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** `text` column limited to the values of an enum; the enum stays the one place where they stand. */
export const oneOf = (column: string, values: object) =>
  `text CHECK (${column} IN (${Object.values(values).map(literal).join(", ")}))`;

/** `text[]` column whose members are values of an enum. */
export const someOf = (column: string, values: object) =>
  `text[] NOT NULL DEFAULT '{}' CHECK (${column} <@ ARRAY[${Object.values(values).map(literal).join(", ")}]::text[])`;

/** Id, version and times that every mutable record has; the times come from the writer's clock, never from now(). */
export const ROW = `
  id uuid PRIMARY KEY DEFAULT tower_uuid_v7(),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL`;

/** Archiving hides a record and what hangs on it as one batch that can be brought back. */
export const ARCHIVABLE = `
  archived_at timestamptz,
  archive_batch_id uuid`;
