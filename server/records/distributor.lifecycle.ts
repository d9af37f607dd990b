import { OnboardingState } from "../../entities/enums.js";
import { lifecycle } from "./lifecycle.js";

const { DRAFT, SUBMITTED, IN_REVIEW, DOCUMENTS_REQUESTED, APPROVED, REJECTED, ACTIVE, SUSPENDED, RE_VERIFICATION, OFFBOARDED } = OnboardingState;

export type OnboardingAction = "submit" | "review" | "requestDocuments" | "approve" | "reject" | "activate" | "suspend" | "reverify" | "offboard";

export const onboardingLifecycle = lifecycle<OnboardingState, OnboardingAction>("The distributor", {
  [DRAFT]: { submit: SUBMITTED },
  [SUBMITTED]: { review: IN_REVIEW },
  [IN_REVIEW]: { requestDocuments: DOCUMENTS_REQUESTED, approve: APPROVED, reject: REJECTED },
  [DOCUMENTS_REQUESTED]: { review: IN_REVIEW },
  [APPROVED]: { activate: ACTIVE },
  [REJECTED]: {},
  [ACTIVE]: { suspend: SUSPENDED, reverify: RE_VERIFICATION, offboard: OFFBOARDED },
  [SUSPENDED]: { activate: ACTIVE, offboard: OFFBOARDED },
  [RE_VERIFICATION]: { activate: ACTIVE, suspend: SUSPENDED },
  [OFFBOARDED]: {},
});
