import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { openOrder } from "../fragments.js";
import { rule } from "../rule.js";

export const exportComplianceHold = rule({
  code: "EXPORT_COMPLIANCE_HOLD",
  subject: SubjectKind.ORDER,
  summary: "The export check of an open order failed, or its licence is missing.",
  thresholds: {},
  among: openOrder,
  when: "o.export_check IN ('failed', 'licence_missing')",
  severity: 4,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: 1,
  blocksOrder: true,
  title: "Order {o.number} may not leave for {COALESCE(o.destination_country, d.country)}: {CASE o.export_check WHEN 'failed' THEN 'the export check failed' ELSE 'the export licence is missing' END}",
  facts: [
    fact("order.exportCheck", "Export check"),
    fact("order.destinationCountry", "Destination"),
    fact("order.value", "Order value"),
    fact("order.promisedOn", "Promised"),
  ],
  ownerTeam: TeamCode.LEGAL,
  tags: ["compliance", "block"],
  recommendedAction: "Get the licence or settle the check before anything ships.",
  evenWhenSuppressed: true,
});
