import { ActorKind } from "../../../entities/enums.js";
import { Session } from "../../../entities/Session.js";
import { User } from "../../../entities/User.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { DomainError } from "../errors.js";
import { passwordMatches } from "./password.js";
import { newToken } from "./token.js";

const FAILURES_BEFORE_LOCK = 8;
const LOCK_MINUTES = 15;
const SESSION_HOURS = 12;

export interface SignIn { email: string; password: string; bearer?: boolean; ip?: string; userAgent?: string }

/** Opens a session. A wrong e-mail, a wrong password and a locked account are one answer, after the same time. */
export async function signIn(ctx: Context, { email, password, bearer = false, ip, userAgent }: SignIn): Promise<{ token: string; session: Session; user: User }> {
  const known = await ctx.services.database.manager.findOneBy(User, { email: email.trim() });
  const matches = await passwordMatches(known?.passwordHash ?? null, password);
  const { token, hash } = newToken("tower_session");

  const outcome = await ctx.transaction(async (tx) => {
    if (!known) return null;
    const user = await tx.lock(User, known.id);
    const open = !user.disabledAt && !(user.lockedUntil && user.lockedUntil > tx.now);
    if (!open) return null;
    if (!matches || user.passwordHash !== known.passwordHash) {
      const locks = user.failedSignIns + 1 >= FAILURES_BEFORE_LOCK;
      user.failedSignIns = locks ? 0 : user.failedSignIns + 1;
      user.lockedUntil = locks ? new Date(tx.now.getTime() + LOCK_MINUTES * 60_000) : null;
      tx.save(user);
      record(tx, locks ? "user.locked" : "session.refused", user, { ip });
      return null;
    }
    if (user.failedSignIns || user.lockedUntil) {
      Object.assign(user, { failedSignIns: 0, lockedUntil: null });
      tx.save(user);
      record(tx, "user.unlocked", user, { ip });
    }
    const expiresAt = new Date(tx.now.getTime() + SESSION_HOURS * 3_600_000);
    const session = await tx.insert(Session, { userId: user.id, tokenHash: hash, bearer, ip: ip ?? null, userAgent: userAgent?.slice(0, 300) ?? null, lastSeenAt: tx.now, expiresAt });
    tx.origin.actor = { kind: ActorKind.USER, userId: user.id, name: user.name, roles: user.roles, teams: [], regions: user.regions };
    record(tx, "session.opened", session, { ip, bearer });
    return { user, session };
  });
  if (!outcome) throw new DomainError("UNAUTHENTICATED", "E-mail or password is wrong, or the account is locked for some minutes after too many attempts.", "password");
  return { token, ...outcome };
}

/** Ends a session at once, on every socket too. */
export const signOut = (ctx: Context) =>
  ctx.transaction(async (tx) => {
    if (!ctx.actor.sessionId) throw new DomainError("UNAUTHENTICATED", "Nobody is signed in here.");
    const session = await tx.lock(Session, ctx.actor.sessionId);
    if (session.revokedAt) return;
    session.revokedAt = tx.now;
    tx.save(session);
    record(tx, "session.closed", session);
  });
