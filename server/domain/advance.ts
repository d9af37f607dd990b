import type { EventName } from "../audit/events.js";
import type { Context } from "../context.js";
import type { Tx } from "../database/unitOfWork.js";
import { DomainError } from "./errors.js";
import type { Deed, Lifecycle } from "../records/lifecycle.js";

interface Entry { type: string; actor: string; at: Date }

/** The state that a person's action leads to. Where it is not possible, the refusal says who did what before them, and when. */
export async function advance<State extends string, Action extends string>(
  ctx: Context, tx: Tx, lifecycle: Lifecycle<State, Action>, record: { id: string }, state: State, action: Action,
): Promise<State> {
  const { deeds, noun } = lifecycle;
  if (lifecycle.from(state).includes(action)) return lifecycle.after(state, action);
  const all = Object.values(deeds) as Deed[];
  const last = await lastOf(tx, record.id, all.map(({ type }) => type));
  const done = last && all.find(({ type }) => type === last.type)!;
  if (done && done === deeds[action]) throw already(ctx, `${noun} was ${done.words}`, last);
  try {
    return lifecycle.after(state, action);
  } catch (error) {
    if (!done || !(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, `${error.message} It was ${done.words} by ${byWhom(ctx, last)}.`);
  }
}

/** The refusal of what somebody did before. */
export async function alreadyDone(ctx: Context, tx: Tx, record: { id: string }, what: string, type: EventName): Promise<DomainError> {
  const entry = await lastOf(tx, record.id, [type]);
  return entry ? already(ctx, what, entry) : new DomainError("ALREADY_DONE", `${what} already.`);
}

const already = (ctx: Context, what: string, entry: Entry) => new DomainError("ALREADY_DONE", `${what} already, by ${byWhom(ctx, entry)}.`);

function byWhom({ services: { timeZone } }: Context, { actor, at }: Entry): string {
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone }).format(at);
  return `${actor} on ${day} at ${new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone }).format(at)}`;
}

const lastOf = async (tx: Tx, id: string, types: string[]): Promise<Entry | undefined> =>
  (await tx.query<Entry>(`SELECT type, actor_name AS actor, occurred_at AS at FROM audit_logs WHERE subject_id = $1 AND type = ANY ($2) ORDER BY id DESC LIMIT 1`, [id, types]))[0];
