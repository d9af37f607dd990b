/** An SLA clock as the server read it. */
export interface Sla {
  slaState: string;
  slaDueAt: string;
  slaPauseReason?: string | null;
  /** Minutes of working time left at `slaRemainingAsOf`, negative once past. */
  slaRemainingMinutes?: number | null;
  slaRemainingAsOf: string;
}

/** A stretch of working time, in milliseconds. */
export type Working = readonly [from: number, until: number];

const MINUTE = 60_000;

/** Where the clock stands now: a moment that has passed is a breach, also before the server has looked at it. */
export const slaStateNow = ({ slaState, slaDueAt }: Pick<Sla, "slaState" | "slaDueAt">, now: number): string =>
  slaState !== "MET" && slaState !== "PAUSED" && Date.parse(slaDueAt) <= now ? "BREACHED" : slaState;

/** Minutes of working time between two instants. */
export const workedMinutes = (working: readonly Working[], from: number, until: number): number =>
  working.reduce((sum, [opens, shuts]) => sum + Math.max(0, Math.min(until, shuts) - Math.max(from, opens)), 0) / MINUTE;

/** Minutes of working time left now, negative once past: what the server counted, less what was worked since. */
export function minutesLeft({ slaState, slaRemainingMinutes, slaRemainingAsOf }: Sla, working: readonly Working[], now: number): number | undefined {
  if (slaRemainingMinutes === null || slaRemainingMinutes === undefined) return undefined;
  if (slaState === "PAUSED") return slaRemainingMinutes;
  return slaRemainingMinutes - Math.floor(workedMinutes(working, Date.parse(slaRemainingAsOf), now));
}

/** "3 h 20 m", "41 m"; working time has no days, since people's days differ. */
export function workSpan(minutes: number, minute = "m"): string {
  const whole = Math.abs(Math.round(minutes));
  const hours = Math.floor(whole / 60);
  if (hours >= 100) return `${hours.toLocaleString()} h`;
  if (hours) return whole % 60 ? `${hours} h ${String(whole % 60).padStart(2, "0")} ${minute}` : `${hours} h`;
  return `${whole} ${minute}`;
}
