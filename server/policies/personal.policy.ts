import { Role } from "../../entities/enums.js";
import type { Policy } from "./ability.js";
import { isKnown } from "./authority.js";

/** What identifies people or is theirs, beyond the names of colleagues beside what they did. */
const PERSONAL: Record<string, string[]> = {
  User: ["email"],
  Contact: ["name", "jobTitle", "email", "phone"],
  Channel: ["recipients"],
  DraftRevision: ["recipients", "addressees"],
  OutboundMessage: ["recipient"],
  InboundMessage: ["sender", "body"],
  Payment: ["remittanceNote"],
  ImportIssue: ["value"],
};

/** Viewers read no personal data, whatever else they may read; it stands last, since later rules win. */
export const personalPolicy: Policy = (_can, cannot, actor) => {
  if (!isKnown(actor) || actor.roles.some((role) => role !== Role.VIEWER)) return;
  for (const [noun, fields] of Object.entries(PERSONAL)) cannot("read", noun, fields);
};
