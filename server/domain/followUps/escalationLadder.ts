import { TeamCode } from "../../../entities/enums.js";
import type { ExceptionCase } from "../../../entities/ExceptionCase.js";
import type { EscalationStep } from "../../../entities/FollowUpTask.js";

const TEAM_NAMES: Record<TeamCode, string> = {
  [TeamCode.SALES_OPS]: "Sales Ops",
  [TeamCode.PARTNER_SUCCESS]: "Partner Success",
  [TeamCode.ACCOUNTING]: "Accounting",
  [TeamCode.LOGISTICS]: "Logistics",
  [TeamCode.LEGAL]: "Legal",
};

const HOURS_BEFORE_ESCALATION: Record<number, number> = { 1: 40, 2: 24, 3: 24, 4: 4 };

const rung = (hours: number, toTeam: TeamCode, blocker: string): EscalationStep => ({
  afterMinutes: hours * 60,
  toTeam,
  sentence: `Escalate to ${TEAM_NAMES[toTeam]} if ${blocker} remains unresolved after ${hours}h.`,
});

/** Who hears first: the team that answers for the order, the one that speaks with the distributor, and the one that waits for the money. */
const HEARERS = [TeamCode.SALES_OPS, TeamCode.PARTNER_SUCCESS, TeamCode.ACCOUNTING];

/** Who hears of an exception that its owner's team does not move: another team, and at twice the time a third one. */
export function defaultLadder({ severity, subjectKind, ownerTeam }: ExceptionCase): EscalationStep[] {
  const hours = HOURS_BEFORE_ESCALATION[severity]!;
  const [first, second] = HEARERS.filter((team) => team !== ownerTeam) as [TeamCode, TeamCode];
  return [rung(hours, first, `${subjectKind} blocker`), rung(hours * 2, second, `${subjectKind} blocker`)];
}
