import { ActorKind, WordSource } from "../../../entities/enums.js";
import type { WordAuthor } from "../../../entities/WordAuthor.js";
import type { Also, Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";

/** A task, or a case alone, whose words every task of it hands on. */
export interface Worded { exceptionId: string; taskId: string | null }

/**
 * Notes that the person who acts has given words that an agent may put into drafts from now on; the database hands it on to
 * every revision. It is called by every verb that takes such words, and nothing takes it back.
 */
export async function noteAuthor(ctx: Context, tx: Tx, { exceptionId, taskId }: Worded, source: WordSource): Promise<void> {
  const userId = personOf(ctx);
  if (userId) await tx.query(`${NOTING} VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`, [tx.now, exceptionId, taskId, userId, source]);
}

/** The same beside a change of a task's context in one statement. */
export function notingContext(ctx: Context): Also | undefined {
  const userId = personOf(ctx);
  return userId ? {
    name: "noted",
    sql: (first) => `${NOTING} SELECT $1::timestamptz, t.exception_id, t.id, $${first}::uuid, '${WordSource.CONTEXT}' FROM moved t
      WHERE t.prompt_context IS NOT NULL AND t.prompt_context IS DISTINCT FROM t.old_prompt_context ON CONFLICT DO NOTHING`,
    values: [userId],
  } : undefined;
}

const NOTING = "INSERT INTO task_authors (created_at, exception_id, task_id, user_id, source)";

const personOf = ({ actor: { kind, userId } }: Context) => (kind === ActorKind.AGENT || kind === ActorKind.SYSTEM ? undefined : userId);

/** How words of the person who acts came into what the task's drafts may carry; null where none did. */
export async function ownWords(ctx: Context, tx: Tx, { exceptionId, taskId }: Worded): Promise<WordSource | null> {
  const [own] = await tx.query<{ source: WordSource }>(
    `SELECT source FROM task_authors WHERE exception_id = $1 AND (task_id IS NULL OR task_id = $2) AND user_id = $3 ORDER BY id DESC LIMIT 1`, [exceptionId, taskId, ctx.actor.userId ?? null]);
  return own?.source ?? null;
}

/** How the person's words came into a revision; undefined where they are no author of it. */
export const sourceOf = (authors: readonly WordAuthor[], userId: string | undefined): WordSource | undefined => authors.find((author) => author.userId === userId)?.source;

/** What an author did, as the rule of four eyes tells them. */
export const WROTE: Record<WordSource, string> = {
  [WordSource.TEXT]: "you wrote part of its text",
  [WordSource.INSTRUCTION]: "the agent wrote it after your instruction",
  [WordSource.CONTEXT]: "the agent wrote it with the context that you gave",
  [WordSource.CASE]: "you opened the case that it is about",
};

/** The same words as a task has them. */
export const WORDS_OF_A_TASK: Record<WordSource, string> = {
  [WordSource.TEXT]: "a text that you wrote",
  [WordSource.INSTRUCTION]: "an instruction that you gave",
  [WordSource.CONTEXT]: "the context that you gave",
  [WordSource.CASE]: "the case that you opened",
};
