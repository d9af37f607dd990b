import { ActorKind, type Role, type TeamCode } from "../../../entities/enums.js";
import type { Services } from "../../context.js";
import type { Actor } from "../../policies/actor.js";
import { noteUse, type Used } from "./noteUse.js";
import { hashToken } from "./token.js";

interface Found extends Used { user_id: string; name: string; roles: Role[]; regions: string[]; teams: TeamCode[]; expires_at: Date }

/** Who a session token or API token stands for, until when; null when it is unknown, expired, revoked, or its user disabled. */
export async function authenticate(services: Services, token: string): Promise<{ actor: Actor; expiresAt: Date } | null> {
  const { pool, clock } = services;
  const { rows } = await pool.query<Found>({
    name: "authenticate",
    text: `
      SELECT u.id AS user_id, u.name, u.roles, u.regions, t.session_id, t.token_id, t.expires_at, t.seen_at,
        ARRAY(SELECT team.code FROM team_members m JOIN teams team ON team.id = m.team_id WHERE m.user_id = u.id ORDER BY 1) AS teams
      FROM (
        SELECT user_id, id AS session_id, NULL::uuid AS token_id, expires_at, last_seen_at AS seen_at FROM sessions WHERE token_hash = $1 AND revoked_at IS NULL
        UNION ALL
        SELECT user_id, NULL, id, expires_at, last_used_at FROM api_tokens WHERE token_hash = $1 AND revoked_at IS NULL) t
      JOIN users u ON u.id = t.user_id
      WHERE t.expires_at > $2 AND u.disabled_at IS NULL`,
    values: [hashToken(token), clock.now()],
  });
  const found = rows[0];
  if (!found) return null;
  noteUse(services, rows);
  return {
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
    },
  };
}
