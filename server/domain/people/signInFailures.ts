import { createHash } from "node:crypto";
import type { Context, Services } from "../../context.js";
import { networkOf } from "./networkOf.js";

/** So many tries are free: what a person mistypes, what an office behind one address mistypes, what all addresses together may try on one account. */
const FREE = { pair: 8, account: 24, address: 50, device: 8 };
const FIRST_WAIT_SECONDS = 60;
const LONGEST_WAIT_DOUBLINGS = 6;
/** One failure is forgiven each ten minutes in which none is added. */
const FORGIVEN_SECONDS = 600;
const KEPT_HOURS = 24;
const MOST_KEPT = 100_000;

type Counted = keyof typeof FREE;

/** Who tries to sign in, and from where. */
export interface Attempt {
  email: string;
  ip?: string;
  /** The token hash of a browser in which this account signed in before. */
  knownDevice?: Buffer;
}

/**
 * Counts a try as failed before its password is looked at, so that many at once can't outrun the count, and says whether it may be
 * looked at. Unknown accounts count as known ones do. A known device has a count of its own, which nobody else can raise.
 * @returns null when it has to wait; otherwise whether the next one will have to
 */
export async function chargeAttempt({ pool, clock }: Services, attempt: Attempt): Promise<{ waitsNow: boolean } | null> {
  const counts = countsOf(attempt);
  const { rows } = await pool.query<{ waits: boolean }>({
    name: "charge-sign-in",
    text: CHARGE,
    values: [counts.map(({ key }) => key), counts.map(({ kind }) => FREE[kind]), clock.now()],
  });
  return rows.length === counts.length ? { waitsNow: rows.some(({ waits }) => waits) } : null;
}

/** Takes back what a try was charged with, since its password was right; where it came from earns no further tries by it. */
export async function forgiveAttempt({ pool }: Services, attempt: Attempt): Promise<void> {
  const counts = countsOf(attempt);
  await pool.query({
    name: "forgive-sign-in",
    text: `
      UPDATE sign_in_failures f SET failures = CASE WHEN c.whole THEN 0 ELSE GREATEST(0, f.failures - 1) END, waits_until = CASE WHEN NOT c.whole THEN f.waits_until END
      FROM unnest($1::bytea[], $2::boolean[]) AS c(key, whole) WHERE f.key = c.key`,
    values: [counts.map(({ key }) => key), counts.map(({ kind }) => kind === "pair" || kind === "device")],
  });
}

/** Forgets what is a day old, and of a flood all but the newest. */
export async function sweepSignIns({ services: { pool }, now }: Context): Promise<void> {
  await pool.query(`DELETE FROM sign_in_failures WHERE last_at < $1::timestamptz - make_interval(hours => $2) AND (waits_until IS NULL OR waits_until < $1)`, [now(), KEPT_HOURS]);
  await pool.query(`DELETE FROM sign_in_failures WHERE key IN (SELECT key FROM sign_in_failures ORDER BY last_at DESC OFFSET $1)`, [MOST_KEPT]);
}

function countsOf({ email, ip = "no address", knownDevice }: Attempt): { kind: Counted; key: Buffer }[] {
  const account = email.trim().toLowerCase();
  const key = (kind: Counted, ...parts: string[]) => ({ kind, key: createHash("sha256").update([kind, ...parts].join("\0")).digest() });
  if (knownDevice) return [key("device", account, knownDevice.toString("hex"))];
  const address = networkOf(ip);
  return [key("pair", account, address), key("account", account), key("address", address)];
}

// another process's clock may be ahead of ours
const FORGIVEN = `GREATEST(0, floor(extract(epoch FROM $3::timestamptz - f.last_at) / ${FORGIVEN_SECONDS}))::int`;
const SEEN = `GREATEST(0, f.failures - ${FORGIVEN}) + 1`;
const waitAfter = (failures: string, free: string) =>
  `CASE WHEN ${failures} < ${free} THEN NULL ELSE $3::timestamptz + make_interval(secs => LEAST(3600, ${FIRST_WAIT_SECONDS} * 2 ^ LEAST(${LONGEST_WAIT_DOUBLINGS}, ${failures} - ${free}))) END`;

// one statement, so that all replicas count as one; in one order, so that two don't wait on each other in a circle
const CHARGE = `
  WITH asked AS (SELECT * FROM unnest($1::bytea[], $2::int[]) AS c(key, free)),
  charged AS (
    INSERT INTO sign_in_failures AS f (key, failures, last_at, waits_until)
    SELECT key, 1, $3, NULL FROM asked
    WHERE NOT EXISTS (SELECT FROM sign_in_failures w JOIN asked USING (key) WHERE w.waits_until > $3)
    ORDER BY key
    ON CONFLICT (key) DO UPDATE SET
      failures = ${SEEN},
      last_at = $3,
      waits_until = ${waitAfter(SEEN, "(SELECT free FROM asked a WHERE a.key = f.key)")}
    WHERE f.waits_until IS NULL OR f.waits_until <= $3
    RETURNING f.key, f.waits_until)
  SELECT waits_until IS NOT NULL AS waits FROM charged`;
