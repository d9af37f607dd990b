import { ActorKind } from "../../../entities/enums.js";
import { Session } from "../../../entities/Session.js";
import { User } from "../../../entities/User.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { DomainError } from "../errors.js";
import { findDevice, rememberDevice } from "./knownDevices.js";
import { passwordMatches } from "./password.js";
import { chargeAttempt, forgiveAttempt } from "./signInFailures.js";
import { newToken } from "./token.js";

const SESSION_HOURS = 12;
/** What no e-mail and no password is longer than; argon2 would read it all. */
const LONGEST = 1_000;

export interface SignIn { email: string; password: string; bearer?: boolean; ip?: string; userAgent?: string; device?: string }
export interface SignedIn { token: string; session: Session; user: User; device: string }

/**
 * Opens a session. A wrong e-mail, a wrong password and too many tries are one answer, after the same time for accounts that are
 * there and for others. Who fails again and again waits longer and longer; a browser in which the person signed in before does not
 * wait for the failures of others.
 */
export async function signIn(ctx: Context, { email, password, bearer = false, ip, userAgent, device }: SignIn): Promise<SignedIn> {
  if (email.length > LONGEST || password.length > LONGEST) throw wrong();
  const { services } = ctx;
  const known = await services.database.manager.findOneBy(User, { email: email.trim() });
  const attempt = { email, ip, knownDevice: await findDevice(services, known?.id, device) };
  const charged = await chargeAttempt(services, attempt);
  if (!charged) throw wrong();
  const matches = await passwordMatches(known?.passwordHash ?? null, password);
  const { token, hash } = newToken("tower_session");

  const outcome = await ctx.transaction(async (tx) => {
    if (!known) return null;
    const user = await tx.lock(User, known.id);
    if (user.disabledAt) return null;
    if (!matches || user.passwordHash !== known.passwordHash) {
      record(tx, charged.waitsNow ? "user.locked" : "session.refused", user, { ip });
      return null;
    }
    const expiresAt = new Date(tx.now.getTime() + SESSION_HOURS * 3_600_000);
    const session = await tx.insert(Session, { userId: user.id, tokenHash: hash, bearer, ip: ip ?? null, userAgent: userAgent?.slice(0, 300) ?? null, lastSeenAt: tx.now, expiresAt });
    tx.origin.actor = { kind: ActorKind.USER, userId: user.id, name: user.name, roles: user.roles, teams: [], regions: user.regions };
    record(tx, "session.opened", session, { ip, bearer });
    return { user, session };
  });
  if (!outcome) throw wrong();
  await forgiveAttempt(services, attempt);
  return { token, ...outcome, device: await rememberDevice(services, outcome.user.id, device) };
}

const wrong = () => new DomainError("UNAUTHENTICATED", "E-mail or password is wrong, or there were too many attempts; after those, wait some minutes.", "password");

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
