import { DocumentKind, ImportKind, Role, TeamCode } from "../../entities/enums.js";
import type { Policy } from "./ability.js";
import { has, isKnown, mayChange } from "./authority.js";
import { importedCells } from "./importedCells.js";
import { inRegion } from "./regions.js";

const CONFIDENTIAL = [DocumentKind.KYC, DocumentKind.CONTRACT];

/** Facts are for all; files of KYC and contracts for Legal, Accounting and the team that collects them; Legal decides. */
export const documentPolicy: Policy = (can, cannot, actor) => {
  if (!isKnown(actor)) return;
  const mine = inRegion(actor);
  can("read", "Document", mine);
  const collects = actor.teams.includes(TeamCode.PARTNER_SUCCESS);
  if (!has(actor, Role.LEGAL, Role.ACCOUNTING) && !collects) {
    cannot("read", "Document", ["fileReference", "nameOnDocument", "taxIdOnDocument"], { kind: { $in: CONFIDENTIAL } });
  }
  if (!mayChange(actor)) return;
  if (has(actor, Role.LEGAL) || collects) {
    can("change", "Document", mine);
    can("read", "ImportIssue", importedCells(actor, ImportKind.DOCUMENTS));
  }
  if (has(actor, Role.LEGAL)) can("decide", "Document", mine);
};
