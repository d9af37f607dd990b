import { setTimeout as sleep } from "node:timers/promises";
import type { Services } from "../context.js";
import { authenticateAll } from "../domain/people/authenticate.js";
import type { Actor } from "../policies/actor.js";
import { type Connection, hangUp, RIGHTS_CHANGED, SESSION_OVER, TOO_SLOW } from "./connection.js";

const RECHECK_MS = 2_000;
/** So many tokens are looked up in one query. */
const AT_ONCE = 1_000;
/** A client whose messages have been waiting for so many checks in a row takes them slower than they come. */
const MAX_CHECKS_BEHIND = 3;
/** What may wait for all sockets together; where a thousand stall at once, those that are furthest behind go first. */
const MOST_WAITING_BYTES = 256 * 1024 * 1024;

/**
 * What a session may see is decided anew again and again, until aborted: within five seconds of its end nothing reaches it
 * any more. Each token is looked up once, however many sockets came by it.
 */
export async function recheck(services: Services, open: Set<Connection>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(RECHECK_MS, undefined, { signal, ref: false }).catch(() => undefined);
    for (const connection of [...open].filter(isStuck)) hangUp(connection, TOO_SLOW);
    for (const connection of furthestBehind(open, MOST_WAITING_BYTES)) hangUp(connection, TOO_SLOW);
    const byToken = new Map<string, Connection[]>();
    for (const connection of open) {
      if (!isOpen(connection)) continue;
      const { token } = connection.extra.admitted!;
      const same = byToken.get(token);
      if (same) same.push(connection);
      else byToken.set(token, [connection]);
    }
    const tokens = [...byToken.keys()];
    for (let i = 0; i < tokens.length; i += AT_ONCE) await recheckSessions(services, byToken, tokens.slice(i, i + AT_ONCE));
  }
}

const isOpen = ({ extra: { socket } }: Connection) => socket.readyState === socket.OPEN;

function isStuck(connection: Connection): boolean {
  const { extra } = connection;
  extra.checksBehind = isOpen(connection) && extra.socket.bufferedAmount > 0 ? extra.checksBehind + 1 : 0;
  return extra.checksBehind >= MAX_CHECKS_BEHIND;
}

/** Those without whom the others keep no more than so many bytes waiting. */
export function furthestBehind(open: Iterable<Connection>, most: number): Connection[] {
  const waiting = ({ extra: { socket } }: Connection) => socket.bufferedAmount;
  const behind = [...open].filter(waiting).sort((a, b) => waiting(b) - waiting(a));
  let rest = behind.reduce((sum, each) => sum + waiting(each), 0);
  return behind.filter((each) => {
    const tooMuch = rest > most;
    if (tooMuch) rest -= waiting(each);
    return tooMuch;
  });
}

async function recheckSessions(services: Services, byToken: Map<string, Connection[]>, tokens: string[]): Promise<void> {
  const found = await authenticateAll(services, tokens).catch(() => undefined);
  if (!found) return; // while the database is away nothing is told either
  for (const token of tokens) {
    const actor = found.get(token)?.actor;
    const rights = actor && rightsOf(actor);
    for (const connection of byToken.get(token)!) {
      if (!rights) hangUp(connection, SESSION_OVER);
      else if (rights !== rightsOf(connection.extra.admitted!.actor)) hangUp(connection, RIGHTS_CHANGED);
    }
  }
}

const rightsOf = ({ roles, teams, regions }: Actor) => JSON.stringify([roles, teams, regions]);
