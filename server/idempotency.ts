import { createHash } from "node:crypto";
import type pg from "pg";
import type { Tx } from "./database/unitOfWork.js";
import { badInput, DomainError } from "./domain/errors.js";

const LONGEST_KEY = 255;

/** A call that its caller may repeat: whose it is, its key, and a hash of what it asks for. */
export interface KeyedCall { userId: string; operation: string; key: string; inputHash: string }
interface Input { idempotencyKey?: string | null }

/** The call, where it has a key. */
export function keyedCall(userId: string | undefined, operation: string, { idempotencyKey: key, ...input }: Input): KeyedCall | undefined {
  if (key == null || !userId) return undefined;
  if (!key.trim() || key.length > LONGEST_KEY) throw badInput("idempotencyKey", `An idempotencyKey has 1 to ${LONGEST_KEY} characters; this one has ${key.trim() && key.length}.`);
  return { userId, operation, key, inputHash: createHash("sha256").update(canonical(input)).digest("hex") };
}

/** The record that the call was answered with before; undefined where it is new, refused where its key stands for another input. */
export async function answerOf(pool: pg.Pool, { userId, operation, key, inputHash }: KeyedCall): Promise<{ id: string } | undefined> {
  const { rows: [known] } = await pool.query<{ result: { id: string }; inputHash: string | null }>(
    `SELECT result, input_hash AS "inputHash" FROM idempotency_keys WHERE user_id = $1 AND operation = $2 AND key = $3`, [userId, operation, key]);
  // calls of releases that kept no hash are told by their key alone
  if (known && (known.inputHash ?? inputHash) !== inputHash) {
    throw new DomainError("IDEMPOTENCY_KEY_REUSED", "This idempotencyKey was used for a call with another input, and nothing was done now. Give another change a key of its own.", "idempotencyKey");
  }
  return known?.result;
}

/** Keeps the call's answer in the transaction of its effect, so that one stands exactly when the other does. */
export async function keepAnswer(tx: Tx, { userId, operation, key, inputHash }: KeyedCall, id: string): Promise<void> {
  await tx.query(`INSERT INTO idempotency_keys (user_id, operation, key, input_hash, result, created_at) VALUES ($1, $2, $3, $4, $5::jsonb, $6)`,
    [userId, operation, key, inputHash, JSON.stringify({ id }), tx.now]);
}

/** JSON whose text does not depend on the order in which fields were given. */
const canonical = (input: object): string => JSON.stringify(input, (_, value: unknown) =>
  (isFields(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value));

const isFields = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);
