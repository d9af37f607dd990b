import type { Context, Services } from "../../context.js";
import { hashToken, newToken } from "./token.js";

export const DEVICE_DAYS = 180;
/** So many browsers of one person are remembered, the ones last used. */
const MOST_DEVICES = 20;

/** The hash of a browser's token, when this person signed in there before and not too long ago. */
export async function findDevice({ pool, clock }: Services, userId: string | undefined, token: string | undefined): Promise<Buffer | undefined> {
  const hash = hashToken(token ?? "");
  const { rows } = await pool.query<{ token_hash: Buffer }>({
    name: "find-device",
    text: `SELECT token_hash FROM known_devices WHERE user_id = $1 AND token_hash = $2 AND last_used_at > $3::timestamptz - make_interval(days => ${DEVICE_DAYS})`,
    values: [userId ?? null, hash, clock.now()],
  });
  return rows[0]?.token_hash;
}

/** Remembers a browser for a person who just signed in there; answers the token that it keeps, its own where it has one. */
export async function rememberDevice({ pool, clock }: Services, userId: string, token?: string): Promise<string> {
  const kept = token && /^tower_device_[\w-]{43}$/.test(token) ? token : newToken("tower_device").token;
  await pool.query({
    name: "remember-device",
    text: `INSERT INTO known_devices (user_id, token_hash, last_used_at) VALUES ($1, $2, $3) ON CONFLICT (user_id, token_hash) DO UPDATE SET last_used_at = $3`,
    values: [userId, hashToken(kept), clock.now()],
  });
  await pool.query({
    name: "forget-devices",
    text: `DELETE FROM known_devices WHERE user_id = $1 AND token_hash IN (SELECT token_hash FROM known_devices WHERE user_id = $1 ORDER BY last_used_at DESC OFFSET ${MOST_DEVICES})`,
    values: [userId],
  });
  return kept;
}

/** Forgets browsers that nobody used for half a year. */
export const sweepDevices = ({ services: { pool }, now }: Context) =>
  pool.query(`DELETE FROM known_devices WHERE last_used_at < $1::timestamptz - make_interval(days => ${DEVICE_DAYS})`, [now()]);
