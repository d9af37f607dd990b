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

/** Who hears of an exception that nobody moves: Sales Ops first, then its owner's team again at twice the time. */
export function defaultLadder({ severity, subjectKind, ownerTeam }: ExceptionCase): EscalationStep[] {
  const hours = HOURS_BEFORE_ESCALATION[severity]!;
  const blocker = `${subjectKind} blocker`;
  const first = ownerTeam === TeamCode.SALES_OPS ? TeamCode.PARTNER_SUCCESS : TeamCode.SALES_OPS;
  return [rung(hours, first, blocker), rung(hours * 2, ownerTeam, blocker)];
}
