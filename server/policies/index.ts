import type { Policy } from "./ability.js";
import { administrationPolicy } from "./administration.policy.js";
import { agentPolicy } from "./agent.policy.js";
import { casePolicy } from "./case.policy.js";
import { distributorPolicy } from "./distributor.policy.js";
import { documentPolicy } from "./document.policy.js";
import { invoicePolicy } from "./invoice.policy.js";
import { messagePolicy } from "./message.policy.js";
import { orderPolicy } from "./order.policy.js";
import { personalPolicy } from "./personal.policy.js";
import { shipmentPolicy } from "./shipment.policy.js";
import { systemPolicy } from "./system.policy.js";

/** Every policy of the product: one file a noun or a family that shares its rights, one line here. */
export const POLICIES: Policy[] = [
  distributorPolicy,
  orderPolicy,
  invoicePolicy,
  shipmentPolicy,
  documentPolicy,
  casePolicy,
  messagePolicy,
  administrationPolicy,
  agentPolicy,
  systemPolicy,
  personalPolicy,
];
