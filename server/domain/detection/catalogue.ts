import type { Rule } from "./rule.js";
import { addressProblem } from "./rules/addressProblem.js";
import { creditLimitExceeded } from "./rules/creditLimitExceeded.js";
import { customerOverdueBlock } from "./rules/customerOverdueBlock.js";
import { customsHold } from "./rules/customsHold.js";
import { damagedOrLost } from "./rules/damagedOrLost.js";
import { deliveryAttemptFailed } from "./rules/deliveryAttemptFailed.js";
import { deliveryRefused } from "./rules/deliveryRefused.js";
import { documentExpired } from "./rules/documentExpired.js";
import { documentExpiring } from "./rules/documentExpiring.js";
import { documentRejected } from "./rules/documentRejected.js";
import { duplicateOrder } from "./rules/duplicateOrder.js";
import { dutiesUnpaid } from "./rules/dutiesUnpaid.js";
import { etaDrift } from "./rules/etaDrift.js";
import { exportComplianceHold } from "./rules/exportComplianceHold.js";
import { freeTimeExpiring } from "./rules/freeTimeExpiring.js";
import { invoiceDisputed } from "./rules/invoiceDisputed.js";
import { invoiceNotIssued } from "./rules/invoiceNotIssued.js";
import { invoiceOrderMismatch } from "./rules/invoiceOrderMismatch.js";
import { invoiceOverdue } from "./rules/invoiceOverdue.js";
import { marginBelowFloor } from "./rules/marginBelowFloor.js";
import { onboardingDataMismatch } from "./rules/onboardingDataMismatch.js";
import { onboardingDocumentMissing } from "./rules/onboardingDocumentMissing.js";
import { onboardingStalled } from "./rules/onboardingStalled.js";
import { orderStuck } from "./rules/orderStuck.js";
import { pickupFailed } from "./rules/pickupFailed.js";
import { podMissing } from "./rules/podMissing.js";
import { poMissing } from "./rules/poMissing.js";
import { priceMismatch } from "./rules/priceMismatch.js";
import { promiseBroken } from "./rules/promiseBroken.js";
import { quantityMismatch } from "./rules/quantityMismatch.js";
import { screeningHit } from "./rules/screeningHit.js";
import { shortPayment } from "./rules/shortPayment.js";
import { shortShipment } from "./rules/shortShipment.js";
import { stockShortage } from "./rules/stockShortage.js";
import { trackingStale } from "./rules/trackingStale.js";

/** Every rule of the product, in the order of the catalogue. A new rule is one file and one line here. */
export const RULES: readonly Rule[] = [
  onboardingStalled,
  onboardingDocumentMissing,
  onboardingDataMismatch,
  screeningHit,
  documentExpiring,
  documentExpired,
  documentRejected,
  creditLimitExceeded,
  customerOverdueBlock,
  poMissing,
  priceMismatch,
  quantityMismatch,
  duplicateOrder,
  stockShortage,
  marginBelowFloor,
  exportComplianceHold,
  orderStuck,
  invoiceNotIssued,
  invoiceOverdue,
  promiseBroken,
  shortPayment,
  invoiceDisputed,
  invoiceOrderMismatch,
  pickupFailed,
  etaDrift,
  trackingStale,
  customsHold,
  dutiesUnpaid,
  deliveryRefused,
  deliveryAttemptFailed,
  addressProblem,
  damagedOrLost,
  shortShipment,
  podMissing,
  freeTimeExpiring,
];

/** The rule of a code; undefined where a person opened a case of another kind. */
export const ruleOf = (code: string): Rule | undefined => RULES.find((rule) => rule.code === code);
