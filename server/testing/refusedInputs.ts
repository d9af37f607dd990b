import { approval } from "./story.js";
import { day, hour } from "./builders.js";

const ABSENT = "01a206b2-0000-7000-8000-000000000000";
const HEADS: Record<string, string> = {
  DISTRIBUTORS: "number,legal_name,country,region", ORDERS: "number,distributor,currency,ordered_on,line_number,sku,quantity,unit_price",
  INVOICES: "number,distributor,currency,amount,issued_on,due_on", PAYMENTS: "number,distributor,currency,amount,received_on",
  SHIPMENTS: "number,order", DOCUMENTS: "number,kind,title,distributor", RATES: "day,currency,rate",
};

/** Inputs that ask for the right and are then refused for their version or words, so that nothing changes between two askers. */
export const refusedInputs = (ids: Record<string, string>): Record<string, (kind?: string) => object> => {
  const [exception, task, draft] = [{ exceptionId: ids.ExceptionCase, version: 999 }, { taskId: ids.FollowUpTask, version: 999 }, { draftId: ids.Draft, version: 999 }];
  return {
    exceptionOpen: () => ({ subjectKind: "INVOICE", subjectId: ids.Invoice, title: " " }),
    exceptionAssignAgent: () => exception,
    exceptionDismiss: () => ({ ...exception, reason: "x" }),
    followUpTaskUpdate: () => task,
    followUpTaskSnooze: () => ({ ...task, until: hour(5) }),
    followUpTaskResolve: () => ({ ...task, resolution: "x" }),
    followUpTaskReopen: () => ({ ...task, reason: "x" }),
    draftPropose: () => ({ taskId: ids.FollowUpTask, body: " " }),
    draftEdit: () => ({ ...draft, body: "x" }),
    draftApprove: () => approval({ ...draft, id: ids.Draft, currentRevision: { id: ABSENT } }),
    draftReject: () => ({ ...draft, reason: "x" }),
    draftRedo: () => ({ ...draft, instruction: "x" }),
    outboundMessageSettle: () => ({ messageId: ids.OutboundMessage, version: 999, sent: true }),
    inboundEventReplay: () => ({ id: ids.InboundEvent, version: 999 }),
    ...Object.fromEntries(["distributor", "order", "invoice", "shipment", "document"].flatMap((noun) => {
      const record = { id: ids[noun.replace(/^./, (first) => first.toUpperCase())], version: 999 };
      return [[`${noun}Archive`, () => ({ ...record, reason: "x" })], [`${noun}Restore`, () => record]];
    })),
    detectionRun: () => ({ dryRun: true, rules: ["PO_MISSING"] }),
    recordsImport: (kind) => ({ kind, fileName: "x.csv", content: `${HEADS[kind!]}\n`, preview: true }),
    exchangeRateEnter: () => ({ day: day(-1), currency: "USD", rate: "0", source: "European Central Bank" }),
    signIn: () => ({ email: "nobody@halden-trading.example", password: "x" }),
  };
};
