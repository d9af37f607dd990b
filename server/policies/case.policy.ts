import { Role, SubjectKind } from "../../entities/enums.js";
import type { Policy } from "./ability.js";
import { has, isKnown, mayChange } from "./authority.js";
import { inRegion } from "./regions.js";

/** The money at stake of a case, which is read like the invoices and credit terms behind it. Each fact has the right of the field that it cites. */
const STAKE = ["value", "valueMinor"];
const CREDIT_TYPES = ["CREDIT_LIMIT_EXCEEDED", "CUSTOMER_OVERDUE_BLOCK"];

/** Everybody reads exceptions and tasks; the owner team and the assignee change them, the owner team decides. */
export const casePolicy: Policy = (can, cannot, actor) => {
  if (!isKnown(actor)) return;
  const mine = inRegion(actor);
  can("read", ["ExceptionCase", "FollowUpTask"], mine);
  if (!has(actor, Role.ACCOUNTING, Role.SALES, Role.VIEWER)) {
    cannot("read", "ExceptionCase", STAKE, { subjectKind: SubjectKind.INVOICE });
    cannot("read", "ExceptionCase", STAKE, { type: { $in: CREDIT_TYPES } });
  }
  // beside the exposure, how far it goes beyond the limit would tell the limit
  if (!has(actor, Role.ACCOUNTING, Role.SALES)) cannot("read", "ExceptionCase", STAKE, { type: "CREDIT_LIMIT_EXCEEDED" });
  if (!mayChange(actor)) return;
  can("open", "ExceptionCase", mine);
  const own = has(actor) ? mine : { ownerTeam: { $in: actor.teams }, ...mine };
  can("change", ["ExceptionCase", "FollowUpTask"], own);
  can("propose", "FollowUpTask", own);
  if (actor.userId) can(["change", "propose"], "FollowUpTask", { assigneeId: actor.userId, ...mine });
  can("decide", ["ExceptionCase", "FollowUpTask"], own);
  if (has(actor, Role.SALES, Role.ACCOUNTING, Role.LOGISTICS, Role.LEGAL)) can("detect", "ExceptionCase");
};
