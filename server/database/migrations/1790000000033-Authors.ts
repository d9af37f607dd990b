import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whose words a draft carries is a record of the database's own, by which it holds four eyes. */
export class Authors1790000000033 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE task_authors (
        id uuid PRIMARY KEY DEFAULT tower_uuid_v7(),
        created_at timestamptz NOT NULL,
        exception_id uuid NOT NULL REFERENCES exceptions,
        task_id uuid REFERENCES follow_up_tasks,
        user_id uuid NOT NULL REFERENCES users,
        source text NOT NULL CHECK (source IN ('case', 'context', 'instruction', 'text')),
        UNIQUE NULLS NOT DISTINCT (exception_id, task_id, user_id, source))`);
    await db.query(`ALTER TABLE draft_revisions ADD COLUMN authors jsonb NOT NULL DEFAULT '[]'`);
    await db.query(`ALTER TABLE follow_up_tasks ADD COLUMN four_eyes_lifted_by_id uuid REFERENCES users`);
    await takeOver(db);
    await db.query(`REVOKE ALL ON task_authors FROM tower_app`);
    await db.query(`GRANT SELECT, INSERT ON task_authors TO tower_app`);
    await db.query(`CREATE TRIGGER task_authors_immutable BEFORE UPDATE OR DELETE ON task_authors FOR EACH ROW EXECUTE FUNCTION tower_refuse_change()`);
    // An agent may use all that it was told; a person's text adds that person to those whose words stood there before.
    await db.query(`
      CREATE FUNCTION tower_note_authors() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
      DECLARE d public.drafts%ROWTYPE; before jsonb; BEGIN
        SELECT * INTO d FROM public.drafts WHERE id = NEW.draft_id;
        SELECT r.authors INTO before FROM public.draft_revisions r WHERE r.draft_id = NEW.draft_id ORDER BY r.revision DESC LIMIT 1;
        IF NEW.author_user_id IS NOT NULL THEN
          INSERT INTO public.task_authors (created_at, exception_id, task_id, user_id, source)
            VALUES (NEW.created_at, d.exception_id, d.task_id, NEW.author_user_id, 'text') ON CONFLICT DO NOTHING;
        END IF;
        NEW.authors := (
          SELECT COALESCE(jsonb_agg(said.author ORDER BY said.author), '[]') FROM (
            SELECT author FROM jsonb_array_elements(before) author
            UNION SELECT jsonb_build_object('userId', NEW.author_user_id, 'source', 'text') WHERE NEW.author_user_id IS NOT NULL
            UNION SELECT jsonb_build_object('userId', a.user_id, 'source', a.source) FROM public.task_authors a
              WHERE NEW.author_user_id IS NULL AND a.exception_id = d.exception_id AND (a.task_id IS NULL OR a.task_id = d.task_id)) said);
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER draft_revisions_authors BEFORE INSERT ON draft_revisions FOR EACH ROW EXECUTE FUNCTION tower_note_authors()`);
    await db.query(`
      CREATE OR REPLACE FUNCTION tower_is_author(draft uuid, person uuid) RETURNS boolean LANGUAGE sql STABLE
      RETURN EXISTS (SELECT FROM draft_revisions r WHERE r.draft_id = tower_is_author.draft AND r.authors @> jsonb_build_array(jsonb_build_object('userId', tower_is_author.person)))`);
    // What the rule asks for beside the draft's own mark and the task's policy.
    await db.query(`
      CREATE FUNCTION tower_check_four_eyes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
        IF NEW.decision = 'approved' AND public.tower_is_author(NEW.draft_id, NEW.approver_id) AND EXISTS (
          SELECT FROM public.drafts d JOIN public.follow_up_tasks t ON t.id = d.task_id
          WHERE d.id = NEW.draft_id AND (t.owner_team = 'legal' OR t.four_eyes_lifted_by_id = NEW.approver_id)) THEN
          RAISE EXCEPTION 'four eyes: an author of this draft may not approve it' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$`);
    for (const name of ["tower_note_authors()", "tower_check_four_eyes()"]) await db.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`);
    await db.query(`CREATE TRIGGER approvals_four_eyes BEFORE INSERT ON approvals FOR EACH ROW EXECUTE FUNCTION tower_check_four_eyes()`);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP TRIGGER approvals_four_eyes ON approvals`);
    await db.query(`DROP FUNCTION tower_check_four_eyes`);
    await db.query(`DROP TRIGGER draft_revisions_authors ON draft_revisions`);
    await db.query(`DROP FUNCTION tower_note_authors`);
    await db.query(`
      CREATE OR REPLACE FUNCTION tower_is_author(draft uuid, person uuid) RETURNS boolean LANGUAGE sql STABLE
      RETURN EXISTS (SELECT FROM draft_revisions r WHERE r.draft_id = tower_is_author.draft AND r.author_user_id = tower_is_author.person)`);
    await db.query(`ALTER TABLE follow_up_tasks DROP COLUMN four_eyes_lifted_by_id`);
    await db.query(`ALTER TABLE draft_revisions DROP COLUMN authors`);
    await db.query(`DROP TABLE task_authors`);
  }
}

/** Words written before there was a record of them, as far as decisions, revisions and the story tell of them. */
async function takeOver(db: QueryRunner) {
  const entry = (type: string, words: string) => `
    SELECT l.occurred_at, t.exception_id, t.id, l.actor_id, '${words}' FROM audit_logs l
    JOIN audit_payloads p ON p.audit_id = l.id JOIN follow_up_tasks t ON t.id = l.task_id JOIN users u ON u.id = l.actor_id
    WHERE l.type = '${type}' AND l.actor_kind NOT IN ('agent', 'system')`;
  await db.query(`
    INSERT INTO task_authors (created_at, exception_id, task_id, user_id, source)
    SELECT min(said.at), said.exception_id, said.task_id, said.user_id, said.source FROM (
      SELECT l.occurred_at AS at, e.id AS exception_id, NULL::uuid AS task_id, l.actor_id AS user_id, 'case' AS source FROM exceptions e
        JOIN audit_logs l ON l.subject_id = e.id AND l.type = 'exception.opened' JOIN users u ON u.id = l.actor_id WHERE e.origin = 'person'
      UNION ALL ${entry("task.created", "context")} AND COALESCE(p.payload #>> '{after,promptContext}', '') <> ''
      UNION ALL ${entry("task.updated", "context")} AND COALESCE(p.payload #>> '{after,promptContext}', '') <> ''
      UNION ALL ${entry("task.draftingStarted", "instruction")} AND COALESCE(p.payload ->> 'instruction', '') <> ''
      UNION ALL SELECT a.created_at, d.exception_id, d.task_id, a.approver_id, 'instruction' FROM approvals a JOIN drafts d ON d.id = a.draft_id WHERE a.decision = 'redo_requested'
      UNION ALL SELECT r.created_at, d.exception_id, d.task_id, r.author_user_id, 'text' FROM draft_revisions r JOIN drafts d ON d.id = r.draft_id WHERE r.author_user_id IS NOT NULL) said
    GROUP BY 2, 3, 4, 5`);
  await db.query(`ALTER TABLE draft_revisions DISABLE TRIGGER draft_revisions_immutable`);
  await db.query(`
    UPDATE draft_revisions r SET authors = said.authors FROM (
      SELECT r.id, jsonb_agg(DISTINCT jsonb_build_object('userId', a.user_id, 'source', a.source)) AS authors
      FROM draft_revisions r JOIN drafts d ON d.id = r.draft_id
      JOIN task_authors a ON a.exception_id = d.exception_id AND (a.task_id IS NULL OR a.task_id = d.task_id) AND a.created_at <= r.created_at
      GROUP BY r.id) said WHERE said.id = r.id`);
  await db.query(`ALTER TABLE draft_revisions ENABLE TRIGGER draft_revisions_immutable`);
}
