import type { AgentProfile } from "../../../entities/AgentProfile.js";
import { AgentProfile as Profile } from "../../../entities/AgentProfile.js";
import { BusinessCalendar } from "../../../entities/BusinessCalendar.js";
import { Channel } from "../../../entities/Channel.js";
import { ChannelRoute } from "../../../entities/ChannelRoute.js";
import { ChannelKind, TeamCode } from "../../../entities/enums.js";
import { SlaPolicy } from "../../../entities/SlaPolicy.js";
import { Team } from "../../../entities/Team.js";
import type { EventName } from "../../audit/events.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { extendCalendar } from "../calendar/materialiseCalendar.js";

export type ProfileDefaults = Pick<AgentProfile, "code" | "name" | "team" | "description" | "promptVersion" | "tone" | "tools" | "allowedActions" | "blockedActions">;

const TEAMS: [TeamCode, string][] = [
  [TeamCode.SALES_OPS, "Sales Operations"],
  [TeamCode.PARTNER_SUCCESS, "Partner Success"],
  [TeamCode.ACCOUNTING, "Accounting"],
  [TeamCode.LOGISTICS, "Logistics"],
  [TeamCode.LEGAL, "Legal"],
];

const OFFICE_DAY: [string, string][] = [["08:30", "12:30"], ["13:15", "17:30"]];
const WEEK = { 1: OFFICE_DAY, 2: OFFICE_DAY, 3: OFFICE_DAY, 4: OFFICE_DAY, 5: OFFICE_DAY };

/** Business hours until the first message and until resolution, by severity. */
const SLA_HOURS: Record<number, [number, number]> = { 1: [16, 40], 2: [8, 24], 3: [4, 16], 4: [1, 4] };

/** The channel of everybody, so that a fresh installation has a place to post to; admins add more. */
const FIRST_CHANNEL = { code: "slack:#wholesale-exceptions", kind: ChannelKind.SLACK, name: "#wholesale-exceptions", address: "#wholesale-exceptions", recipients: ["#wholesale-exceptions"] };

/**
 * Puts in place what the product needs before its first record: teams, calendar, SLA policies, agents, a channel. What is
 * there already is left as people made it, so every start may call this.
 */
export const ensureDefaults = (ctx: Context, profiles: ProfileDefaults[]): Promise<void> =>
  ctx.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('tower_defaults'))`);
    for (const [code, name] of TEAMS) await ensure(tx, Team, { code }, { name });
    const calendar = await ensureCalendar(ctx, tx);
    for (const [severity, [response, resolution]] of Object.entries(SLA_HOURS)) {
      await ensure(tx, SlaPolicy, { code: `severity-${severity}` }, { severity: Number(severity), responseMinutes: response * 60, resolutionMinutes: resolution * 60, atRiskPercent: 80, calendarId: calendar.id });
    }
    await ensure(tx, SlaPolicy, { code: "general" }, { responseMinutes: 8 * 60, resolutionMinutes: 24 * 60, atRiskPercent: 80, calendarId: calendar.id });
    for (const { code, ...profile } of profiles) await ensure(tx, Profile, { code }, { ...profile, active: true });
    if (!(await tx.manager.count(Channel))) {
      const { code, ...channel } = FIRST_CHANNEL;
      const made = await ensure(tx, Channel, { code }, { ...channel, active: true });
      record(tx, "route.created", await tx.insert(ChannelRoute, { position: 100, minSeverity: 1, channelId: made.id }));
    }
  });

async function ensureCalendar(ctx: Context, tx: Tx): Promise<BusinessCalendar> {
  const known = await tx.manager.findOneBy(BusinessCalendar, { isDefault: true });
  const calendar = known ?? (await tx.insert(BusinessCalendar, { code: "office", name: "Office hours", timeZone: ctx.services.timeZone, weekly: WEEK as never, holidays: [], isDefault: true }));
  if (!known) record(tx, "calendar.created", calendar);
  await extendCalendar(tx, calendar);
  return calendar;
}

async function ensure<E extends { id: string }>(tx: Tx, entity: abstract new () => E, key: Partial<E>, values: Partial<E>): Promise<E> {
  const known = await tx.manager.findOneBy(entity as never, key as never);
  if (known) return known as E;
  const made = await tx.insert(entity, { ...key, ...values });
  record(tx, `${entity.name.replace(/^./, (first) => first.toLowerCase())}.created` as EventName, made);
  return made;
}
