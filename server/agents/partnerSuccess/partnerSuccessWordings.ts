import type { Wording } from "../AgentDefinition.js";

export const partnerSuccessWordings: Record<string, Wording> = {
  ONBOARDING_STALLED: {
    stuck: "The onboarding of {partner} has come to a standstill[ ({onboardingState})][; nothing has moved since {lastActivityAt}].",
    stakes: "They wanted to buy from us; each quiet week makes that less likely.",
    answer: "what is missing, and on whose desk it lies",
    partner: {
      about: "Your application: the next step",
      opening: "Your application has not moved for a while, and we would like to get you started.",
      ask: "tell us if anything is unclear or still missing on your side; we are glad to help",
    },
  },
  ONBOARDING_DOCUMENT_MISSING: {
    stuck: "{partner} still owes us what its onboarding needs[: {title+}].",
    stakes: "The review can't be finished without it.",
    answer: "whether the checklist went out, and when the rest is expected",
    partner: {
      about: "Your application: what is still missing",
      opening: "To review your application we still need something from you[: {title+}].",
      ask: "send it to us, or tell us if you need longer",
    },
  },
  DOCUMENT_REJECTED: {
    stuck: "{title|A document} of {partner} ({subject}) was rejected, and nothing new has come[. The reason given: {rejectionReason}].",
    stakes: "They may not know what was wrong with it.",
    answer: "whether they know the reason, and when the new version comes",
    partner: {
      about: "Please send again: {title|your document}",
      opening: "We could not accept the document {title|you sent}[. The reason: {rejectionReason}].",
      ask: "send us a corrected version; we are glad to say in advance whether it will do",
    },
  },
};
