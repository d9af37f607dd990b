import { ActorKind, type Role, type TeamCode } from "../../../entities/enums.js";
import type { Services } from "../../context.js";
import type { Actor } from "../../policies/actor.js";
import { noteUse, type Used } from "./noteUse.js";
import { hashToken } from "./token.js";

interface Found extends Used { token_hash: Buffer; user_id: string; name: string; roles: Role[]; regions: string[]; teams: TeamCode[]; scopes: string[] | null; expires_at: Date }
export interface Authenticated { actor: Actor; expiresAt: Date }

/** Who a session token or API token stands for, until when; null when it is unknown, expired, revoked, or its user disabled. */
export const authenticate = async (services: Services, token: string): Promise<Authenticated | null> => (await authenticateAll(services, [token])).get(token) ?? null;

/** The same for many tokens in one query; those that stand for nobody are missing. */
export async function authenticateAll(services: Services, tokens: readonly string[]): Promise<Map<string, Authenticated>> {
  const { pool, clock } = services;
  const hashes = tokens.map(hashToken);
  const { rows } = await pool.query<Found>({
    name: "authenticate",
    text: `
      SELECT t.token_hash, u.id AS user_id, u.name, u.roles, u.regions, t.session_id, t.token_id, t.scopes, t.expires_at, t.seen_at,
        ARRAY(SELECT team.code FROM team_members m JOIN teams team ON team.id = m.team_id WHERE m.user_id = u.id ORDER BY 1) AS teams
      FROM (
        SELECT token_hash, user_id, id AS session_id, NULL::uuid AS token_id, NULL::text[] AS scopes, expires_at, last_seen_at AS seen_at FROM sessions WHERE token_hash = ANY ($1) AND revoked_at IS NULL
        UNION ALL
        SELECT token_hash, user_id, NULL, id, scopes, expires_at, last_used_at FROM api_tokens WHERE token_hash = ANY ($1) AND revoked_at IS NULL) t
      JOIN users u ON u.id = t.user_id
      WHERE t.expires_at > $2 AND u.disabled_at IS NULL`,
    values: [hashes, clock.now()],
  });
  noteUse(services, rows);
  const found = new Map(rows.map((row) => [row.token_hash.toString("hex"), authenticated(row)]));
  return new Map(tokens.flatMap((token, i) => {
    const one = found.get(hashes[i]!.toString("hex"));
    return one ? [[token, one] as const] : [];
  }));
}

const authenticated = (found: Found): Authenticated => ({
  expiresAt: found.expires_at,
  actor: {
    kind: found.token_id ? ActorKind.INTEGRATION : ActorKind.USER,
    userId: found.user_id,
    name: found.name,
    roles: found.roles,
    teams: found.teams,
    regions: found.regions,
    sessionId: found.session_id ?? undefined,
    tokenId: found.token_id ?? undefined,
    scopes: found.scopes ?? undefined,
  },
});
