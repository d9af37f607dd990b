import { day, type Given, type Made } from "../../../testing/builders.js";
import { describeRules } from "../../../testing/describeRule.js";

const expiring = (days: number, values = {}) => (given: Given) => given.document({ title: "Import licence", expiresOn: day(days), issuedOn: day(days - 700), ...values });

const expired = (days: number, values = {}, order = {}) => async (given: Given) => {
  const distributor = await given.distributor();
  await given.order({ distributor, ...order });
  return given.document({ distributor, title: "Import licence", expiresOn: day(-days), ...values });
};

/** An expired document of one order, beside another order that is open. */
const expiredOfOrder = (status: string) => async (given: Given) => {
  const distributor = await given.distributor();
  await given.order({ distributor });
  const order = await given.order({ distributor, status });
  return given.document({ distributor, orderId: order.id, expiresOn: day(-3) });
};

const rejected = (days: number, values = {}) => (given: Given) =>
  given.document({ title: "Proof of address", kind: "kyc", state: "rejected", stateChangedAt: `${day(-days)}T12:00:00Z`, rejectionReason: "Older than three months", ...values });

const withAnother = (first: (given: Given) => Promise<Made>, values: object) => async (given: Given) => {
  const document = await first(given);
  await given.insert("documents", {
    number: `${document.number}-2`, kind: document.kind, title: document.title, distributorId: document.distributorId, ownerDistributorId: document.distributorId,
    state: "approved", stateChangedAt: new Date("2026-11-17T09:00:00Z"), ...values,
  });
  return document;
};

describeRules({
  DOCUMENT_EXPIRING: {
    fires: expiring(25),
    finds: { severity: 3, title: `Import licence of Halvorsen Nordic AS expires on ${day(25)}`, facts: { Document: "Import licence", "Last valid day": day(25), State: "approved", Issued: day(-675) } },
    boundary: { fires: expiring(90), quiet: expiring(91) },
    quiet: {
      "it has expired, which is another rule's": expiring(-1),
      "it was never approved": expiring(25, { state: "in_review" }),
      "its renewal is approved": withAnother(expiring(25), { expiresOn: day(700) }),
    },
    closes: (given, document) => given.change(document, { state: "superseded" }),
  },
  DOCUMENT_EXPIRED: {
    fires: expired(3, { blocksTrade: true }),
    finds: { severity: 4, blocksOrder: true, value: 1_000_000, title: `Import licence of Halvorsen Nordic AS expired on ${day(-3)} with 1 open order`, facts: { Document: "Import licence", "Last valid day": day(-3), State: "approved", "Open orders": "1" } },
    boundary: { fires: expired(1), quiet: expired(0) },
    alsoFires: { "the one order that it belongs to is open": expiredOfOrder("confirmed") },
    quiet: {
      "the one order that it belongs to is closed": expiredOfOrder("closed"),
      "no order is open": expired(3, {}, { status: "closed" }),
      "a valid one replaced it": withAnother(expired(3), { expiresOn: day(300) }),
    },
    closes: (given, document) => given.change(document, { state: "superseded" }),
  },
  DOCUMENT_REJECTED: {
    fires: rejected(6),
    finds: { severity: 2, facts: { Document: "Proof of address", State: "rejected", "Why it was rejected": "Older than three months", Rejected: `${day(-6)} 12:00 UTC` } },
    boundary: { fires: rejected(3), quiet: rejected(2) },
    quiet: { "another one was sent in": withAnother(rejected(6), { state: "uploaded" }) },
    closes: (given, document) => given.change(document, { state: "uploaded" }),
  },
});
