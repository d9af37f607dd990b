import type { Wording } from "../AgentDefinition.js";

export const legalWordings: Record<string, Wording> = {
  ONBOARDING_DATA_MISMATCH: {
    stuck: "What {partner} stated in its application differs from the register or from its document.",
    stakes: "Onboarding stands still until we know which of the two is right.",
    answer: "who verifies it, and against which source",
    partner: {
      about: "Your application: please verify your details",
      opening: "While reviewing your application we found that your company details differ from the register or from the document you sent us.",
      ask: "check both and tell us which is correct, with an updated document if needed",
    },
  },
  SCREENING_HIT: {
    stuck: "Sanctions screening reports a {screeningState|match} for {partner}.",
    stakes: "Everything for this partner is frozen, messages included, until the review is done. Please don't discuss it with them.",
    answer: "who reviews it and what they need",
  },
  EXPORT_COMPLIANCE_HOLD: {
    stuck: "{subject} for {partner} is on hold: its export check has not passed[ ({exportCheck})].",
    stakes: "It can't leave the country without it.",
    answer: "which licence or statement is missing, and who obtains it",
    partner: {
      about: "{subject}: export papers needed",
      opening: "Before we may export your order {subject}, our export check has to be completed, and it needs papers from you.",
      ask: "send us the end-use statement or licence for this order, or tell us whom to ask for it",
    },
  },
  DOCUMENT_EXPIRING: {
    stuck: "{title|A document} of {partner} ({subject}) expires soon[, on {expiresOn}].",
    stakes: "Once it has expired, open orders may have to stop.",
    answer: "whether the renewal is requested, and when it is expected",
    partner: {
      about: "Please renew: {title|your document}",
      opening: "The document {title|on file} that we hold for you expires soon[, on {expiresOn}].",
      ask: "send us the renewed document before then, so that your orders go on without a pause",
    },
  },
  DOCUMENT_EXPIRED: {
    stuck: "{title|A document} of {partner} ({subject}) expired[ on {expiresOn}], and orders are open.",
    stakes: "Shipping on an expired document is our risk, not only theirs.",
    answer: "which orders are held, and when the renewal comes",
    partner: {
      about: "Expired: {title|your document}",
      opening: "The document {title|on file} that we hold for you has expired[: its last day was {expiresOn}]. Your open orders may have to wait for a valid one.",
      ask: "send us the renewed document",
    },
  },
};
