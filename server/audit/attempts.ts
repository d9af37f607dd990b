/** So many refused attempts of one actor are told at once, and one more a minute: a person never gets there, and a script can't fill the log. */
const AT_ONCE = 100;
const ONE_MORE_EVERY_MS = 60_000;
const MOST_ACTORS = 10_000;

interface Allowance { left: number; since: number; untold: number }
const allowances = new Map<string, Allowance>();

/** How many attempts of the actor went untold since the last that was; undefined where this one goes untold too. Each process counts for itself. */
export function untoldBefore(actorId: string, now: Date): number | undefined {
  const known = allowances.get(actorId) ?? { left: AT_ONCE, since: now.getTime(), untold: 0 };
  const more = Math.max(0, Math.floor((now.getTime() - known.since) / ONE_MORE_EVERY_MS));
  const allowance = { left: Math.min(AT_ONCE, known.left + more), since: known.since + more * ONE_MORE_EVERY_MS, untold: known.untold };
  allowances.delete(actorId);
  if (allowances.size >= MOST_ACTORS) allowances.delete(allowances.keys().next().value!);
  const told = allowance.left > 0;
  allowances.set(actorId, told ? { ...allowance, left: allowance.left - 1, untold: 0 } : { ...allowance, untold: allowance.untold + 1 });
  return told ? allowance.untold : undefined;
}
