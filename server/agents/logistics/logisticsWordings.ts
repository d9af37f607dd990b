import type { Wording } from "../AgentDefinition.js";

export const logisticsWordings: Record<string, Wording> = {
  PICKUP_FAILED: {
    stuck: "The pickup window of {subject} for {partner} has closed[ ({pickupUntil})], and nothing was picked up[ by {carrier}].",
    stakes: "Until it has a new slot, the goods do not leave[; the day promised to them is {promisedOn}].",
    answer: "the new pickup slot, or why the carrier did not come",
    partner: {
      about: "{subject}: not collected yet",
      opening: "The carrier did not collect your shipment {subject} in the agreed window. It needs a new slot.",
      ask: "tell us if another receiving day suits you better than the one agreed",
    },
  },
  ETA_DRIFT: {
    stuck: "{subject} for {partner} will be late[: promised for {promisedOn}][, now expected {estimatedAt}].",
    stakes: "Until they hear from us, they plan with the old day.",
    answer: "whether the new estimate holds, and whether the partner has been told",
    partner: {
      about: "{subject}: later than promised",
      opening: "Your shipment {subject} will arrive later than we promised[: it was due on {promisedOn}][ and is now expected {estimatedAt}]. We are sorry for the change.",
      ask: "tell us if the new day causes you trouble at the dock, so that we can arrange it with the carrier",
    },
  },
  TRACKING_STALE: {
    stuck: "{carrier|The carrier} has reported nothing on {subject} for {partner}[ since {lastEventAt}].",
    stakes: "It may only be a missed scan; nobody knows until the carrier says so.",
    answer: "what the carrier says about its whereabouts",
    partner: {
      about: "{subject}: no news from the carrier",
      opening: "We have had no news of your shipment {subject}[ since {lastEventAt}] and are following it up with the carrier.",
      ask: "let us know if it has reached you meanwhile",
    },
  },
  CUSTOMS_HOLD: {
    stuck: "A customs incident is open on {subject} for {partner}[: {incidentReason}].[ Still missing: {title+}.]",
    stakes: "Until customs is content, the goods may be held and storage may be charged.",
    answer: "what customs asks for and who sends it",
    partner: {
      about: "{subject}: a question from customs",
      opening: "Customs has a question about your shipment {subject}[: {incidentReason}].[ Still missing: {title+}.]",
      ask: "send us, or your broker, what customs asks for",
    },
  },
  DELIVERY_REFUSED: {
    stuck: "{partner} refused {subject}[ ({incidentReason})].",
    stakes: "Until it is decided, storage and transport may be charged to us.",
    answer: "the reason, and whether it goes back or is delivered again",
    partner: {
      about: "{subject}: delivery refused",
      opening: "The carrier reports that the delivery of {subject} was refused[ ({incidentReason})].",
      ask: "tell us the reason, and whether we may deliver again or should take the goods back",
    },
  },
  DELIVERY_ATTEMPT_FAILED: {
    stuck: "A delivery of {subject} to {partner} was attempted and failed[ ({incidentReason})].",
    stakes: "A carrier makes only so many attempts, then the goods go back.",
    answer: "the receiving hours and the contact for the next attempt",
    partner: {
      about: "{subject}: please confirm receiving hours",
      opening: "The carrier tried to deliver {subject} and could not[ ({incidentReason})].",
      ask: "confirm your receiving hours and whom the driver should ask for",
    },
  },
  DAMAGED_OR_LOST: {
    stuck: "{subject} for {partner} is reported damaged or lost[ ({incidentReason})].",
    stakes: "The claim against the carrier has a deadline.",
    answer: "whether the claim is filed, and how and when we replace the goods",
    partner: {
      about: "{subject}: damaged or lost in transit",
      opening: "We are sorry to tell you that the carrier reports your shipment {subject} as damaged or lost[ ({incidentReason})].",
      ask: "keep packaging and goods as they are, if any arrived, and send us photographs and the delivery note",
    },
  },
  SHORT_SHIPMENT: {
    stuck: "{partner} received less than we shipped with {subject}[: {missingPieces} pieces are missing][, articles {skusShort}].",
    stakes: "They may deduct the difference if we do not settle it first.",
    answer: "whether the rest follows as a backorder or is credited",
    partner: {
      about: "{subject}: quantity received",
      opening: "According to the delivery record, {subject} arrived with less than was shipped[: {missingPieces} pieces are missing][, articles {skusShort}].",
      ask: "confirm what you counted, and whether you want the rest delivered or credited",
    },
  },
  POD_MISSING: {
    stuck: "{subject} reached {partner}[ on {deliveredAt}], but the proof of delivery is missing.",
    stakes: "Without it we can't answer a dispute, and where it triggers billing, can't bill.",
    answer: "when the carrier sends the signed proof",
    partner: {
      about: "{subject}: signed delivery note",
      opening: "Your shipment {subject} was delivered[ on {deliveredAt}], but we have no signed delivery note for it.",
      ask: "send us a copy of the signed delivery note",
    },
  },
  FREE_TIME_EXPIRING: {
    stuck: "The free time on {subject} for {partner} is nearly used up or over[; its last moment is {freeTimeUntil}].",
    stakes: "Every day after it is charged as demurrage.",
    answer: "who collects or returns the unit, and when",
    partner: {
      about: "{subject}: free time of the unit",
      opening: "The unit carrying {subject} is free of charge only until a set time[, {freeTimeUntil}]. Demurrage is charged after it.",
      ask: "confirm when the unit will be collected or returned",
    },
  },
};
