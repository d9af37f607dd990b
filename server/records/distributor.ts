import { Contact } from "../../entities/Contact.js";
import { Distributor } from "../../entities/Distributor.js";
import { OnboardingState as S, TeamCode } from "../../entities/enums.js";
import { onboardingLifecycle } from "./distributor.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const distributor = recordKind({
  kind: "distributor",
  entity: Distributor,
  alias: "d",
  state: {
    property: "onboardingState",
    lifecycle: onboardingLifecycle,
    tones: { live: [S.SUBMITTED, S.IN_REVIEW, S.APPROVED], risk: [S.DOCUMENTS_REQUESTED, S.RE_VERIFICATION], done: [S.ACTIVE], breach: [S.REJECTED, S.SUSPENDED] },
  },
  parts: [{ entity: Contact, word: "contact", owner: "distributor_id", name: "COALESCE(p.email, p.name)", isPersonal: true }],
  subject: { team: TeamCode.PARTNER_SUCCESS, facts: { legalName: "Legal name", country: "Country", onboardingState: "Onboarding" } },
  archivesAlong: { order: "distributorId", invoice: "distributorId", shipment: "distributorId", document: "distributorId" },
  page: { path: "distributors", label: "Distributors", icon: "IconBuildingStore" },
});
