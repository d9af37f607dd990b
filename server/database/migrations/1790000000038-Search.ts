import type { MigrationInterface, QueryRunner } from "typeorm";

/** Letters that are no other letter with a mark, and what people type for them. */
const TYPED: [string, string][] = [["ß", "ss"], ["æ", "ae"], ["œ", "oe"], ["þ", "th"]];
const [LETTERS, PLAIN] = ["øłđðħıŧŋ", "olddhitn"];

/** Search takes letters for what they are without accents and capitals, in whichever of Unicode's two spellings they came. */
export class Search1790000000038 implements MigrationInterface {
  async up(db: QueryRunner) {
    // Where the database's own language knows capitals of English alone, ICU knows all others.
    const [{ icu }] = await db.query(`SELECT EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu') AS icu`);
    const lower = `lower(regexp_replace(normalize(given, NFD), '[\\u0300-\\u036F]', '', 'g')${icu ? ` COLLATE "und-x-icu"` : ""})`;
    const typed = TYPED.reduce((sql, [letter, letters]) => `replace(${sql}, '${letter}', '${letters}')`, `translate(${lower}, '${LETTERS}', '${PLAIN}')`);
    // Plain text, which is nearly all of it, is told by its length and needs no more than small letters.
    await db.query(`
      CREATE FUNCTION tower_search_text(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN CASE WHEN octet_length(given) = length(given) THEN lower(given) ELSE ${typed} END`);
    await db.query(`REVOKE ALL ON FUNCTION tower_search_text FROM PUBLIC`);
    await db.query(`GRANT EXECUTE ON FUNCTION tower_search_text TO tower_app`);
    await db.query(`DROP INDEX distributors_legal_name_idx`);
    await db.query(`CREATE INDEX distributors_searched_by_name ON distributors USING gin (tower_search_text(legal_name) gin_trgm_ops)`);
    await db.query(`CREATE INDEX distributors_searched_by_number ON distributors USING gin (tower_search_text(number) gin_trgm_ops)`);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP INDEX distributors_searched_by_name, distributors_searched_by_number`);
    await db.query(`CREATE INDEX distributors_legal_name_idx ON distributors USING gin (legal_name gin_trgm_ops)`);
    await db.query(`DROP FUNCTION tower_search_text`);
  }
}
