import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { each, fact } from "../fact.js";
import { concerned, lettersOf } from "../fragments.js";
import { rule } from "../rule.js";

// Names that are the same to the letter, or missing, need no closer look, which costs much more.
const unlike = (one: string, other: string) => `CASE WHEN ${one} <> ${other} THEN ${lettersOf(one)} <> ${lettersOf(other)} ELSE false END`;
const differs = (name: string, taxId: string) => `${unlike(name, "d.legal_name")} OR ${unlike(taxId, "d.tax_id")}`;

const contradicting = `doc.distributor_id = d.id AND doc.owner_distributor_id IS NOT NULL AND doc.archived_at IS NULL
  AND doc.state IN ('uploaded', 'in_review', 'approved') AND (${differs("doc.name_on_document", "doc.tax_id_on_document")})`;

export const onboardingDataMismatch = rule({
  code: "ONBOARDING_DATA_MISMATCH",
  subject: SubjectKind.DISTRIBUTOR,
  summary: "Company name or tax id differ from a document or from the official register, in more than punctuation and case.",
  thresholds: {},
  join: `LEFT JOIN (
    SELECT DISTINCT d.id FROM distributors d JOIN documents doc ON ${contradicting} WHERE ${concerned("doc")}) contradicted ON contradicted.id = d.id`,
  let: {
    differs_from_register: differs("d.registered_name", "d.registered_tax_id"),
    differs_from_document: "contradicted.id IS NOT NULL",
  },
  among: "d.onboarding_state NOT IN ('rejected', 'offboarded')",
  when: "differs_from_register OR differs_from_document",
  severity: 3,
  pressure: "CASE WHEN d.onboarding_state IN ('approved', 'active') THEN 1 ELSE 0.5 END",
  title: "Name or tax id of {d.legal_name} differ from {CASE WHEN differs_from_document THEN 'its documents' ELSE 'the official register' END}",
  facts: [
    fact("distributor.legalName", "Name as we hold it"),
    fact("distributor.taxId", "Tax id as we hold it"),
    fact("distributor.registeredName", "Name in the register"),
    fact("distributor.registeredTaxId", "Tax id in the register"),
    each(`documents doc WHERE ${contradicting}`, [
      fact("document.nameOnDocument", "Name on the document"),
      fact("document.taxIdOnDocument", "Tax id on the document"),
    ], { orderBy: "doc.number" }),
  ],
  ownerTeam: TeamCode.LEGAL,
  tags: ["kyb"],
  recommendedAction: "Verify name and tax id with the partner.",
});
