import { ChannelPolicy } from "../entities/enums.js";
import { acknowledge, add, approve, assign, type Deed, dismiss, redo, reject, resolve, snooze } from "./deeds.js";
import type { Channels } from "./timeline.js";

const [INGRID, DAAN, LIAM, SOFIA, LUCIA] = ["Ingrid Solberg", "Daan Vermeer", "Liam Byrne", "Sofia Lindgren", "Lucia Navarro"] as const;
const [MARTA, TOBIAS, JONAS, ELIF, CLAIRE, HENRIK] = ["Marta Wilk", "Tobias Krantz", "Jonas Reuter", "Elif Aydin", "Claire Aubertin", "Henrik Salo"] as const;

/** Who did what and when; `channels` says how they answered when that released a message. */
type Step = [at: string, who: string, deed: Deed, channels?: Channels];

/** One exception, by its type and the number of its record, and what people did about it. */
export interface Chapter { about: string; steps: Step[] }

const chapter = (about: string, ...steps: Step[]): Chapter => ({ about, steps });

/** Work that is over: the cause went away, or somebody settled it. */
const DONE = [
  chapter("INVOICE_OVERDUE INV-{B-39}-0545",
    ["B-10 11:10", MARTA, assign({ to: MARTA, everyHours: 40, communicationChannels: ["email:receivables"] })],
    ["B-10 11:40", TOBIAS, approve]),
  chapter("PICKUP_FAILED SHP-{B-17}-2461",
    ["B-10 10:35", JONAS, assign({ to: JONAS, everyHours: 40 })],
    ["B-10 10:55", ELIF, approve]),
  chapter("DELIVERY_ATTEMPT_FAILED SHP-{B-18}-2460",
    ["B-10 14:05", ELIF, assign({ to: ELIF, everyHours: 40 })],
    ["B-10 14:30", ELIF, approve]),
  chapter("INVOICE_NOT_ISSUED ORD-{B-14}-1519",
    ["B-5 10:50", TOBIAS, assign({ to: TOBIAS, everyHours: 40 })],
    ["B-5 11:20", MARTA, approve]),
  chapter("PO_MISSING ORD-{B-9}-1547",
    ["B-5 11:30", LIAM, assign({ to: LIAM, everyHours: 40 })],
    ["B-5 11:50", LIAM, approve],
    ["B-3 16:20", LIAM, resolve("The buyer sent the number, P7714; it is in tonight's order file.")]),
  chapter("SHORT_PAYMENT INV-{B-16}-0594",
    ["B-5 13:40", MARTA, assign({ to: TOBIAS, everyHours: 40 })],
    ["B-5 15:15", TOBIAS, redo("Shorter, please: they only need the difference and a question.")],
    ["B-4 09:05", TOBIAS, approve]),
];

/** Posted, and waiting for somebody's answer. */
const AWAITING = [
  chapter("INVOICE_OVERDUE INV-{B-111}-0394",
    ["B-10 10:20", MARTA, assign({ to: MARTA, everyHours: 48, promptContext: "Their finance manager, Nieves Calvo, asked for patience in September." })],
    ["B-10 10:50", TOBIAS, approve],
    ["B-4 14:00", TOBIAS, approve]), // the agent's second message
  chapter("ETA_DRIFT SHP-{B-49}-2390",
    ["B-10 10:30", JONAS, assign({ to: JONAS, everyHours: 96 })],
    ["B-10 11:15", ELIF, approve]),
  chapter("INVOICE_DISPUTED INV-{B-23}-0579",
    ["B-9 09:30", TOBIAS, assign({ to: TOBIAS, everyHours: 88 })],
    ["B-9 10:10", TOBIAS, add("The photographs are announced; please hold the credit note until they are here.")],
    ["B-9 10:40", MARTA, approve]),
  chapter("INVOICE_OVERDUE INV-{B-68}-0470",
    ["B-1 13:30", MARTA, assign({ to: MARTA, communicationChannels: ["email:receivables", "slack:#accounting-exceptions"], everyHours: 40 })],
    ["B-1 14:00", MARTA, redo("Friendlier: they are one of our best partners.")],
    ["B-1 14:35", TOBIAS, approve]),
  chapter("DOCUMENT_EXPIRED DOC-0233",
    ["B-5 10:30", CLAIRE, assign({ to: HENRIK, everyHours: 64 })],
    ["B-5 11:40", CLAIRE, approve]),
  chapter("DAMAGED_OR_LOST SHP-{B-15}-2463",
    ["B-4 10:20", JONAS, assign({ to: ELIF, everyHours: 48 })],
    ["B-4 10:45", JONAS, approve]),
  chapter("CUSTOMS_HOLD SHP-{B-10}-2491",
    ["B-4 10:30", ELIF, assign({ to: ELIF, everyHours: 48, communicationChannels: ["slack:#logistics", "slack:#legal-review"] })],
    ["B-4 10:50", ELIF, add("The certificate of origin is with the chamber of commerce; the packing list is on its way.")],
    ["B-4 11:20", JONAS, approve]),
];

/** Somebody has to decide. */
const WAITING = [
  chapter("CREDIT_LIMIT_EXCEEDED ORD-{B-5}-1573",
    ["B-1 09:10", MARTA, assign({ to: MARTA, channelPolicy: ChannelPolicy.FOUR_EYES_REQUIRED })],
    ["B-1 10:05", MARTA, add("We could release a first part against a prepayment of PLN 25,000.00.")]), // no fact says so, and it takes other eyes
  chapter("EXPORT_COMPLIANCE_HOLD ORD-{B-6}-1567",
    ["B-2 14:00", HENRIK, assign({ to: HENRIK })],
    ["B-2 15:25", HENRIK, add("The renewal has been filed; please don't promise the partner a day before it is granted.")]),
  chapter("DAMAGED_OR_LOST SHP-{B-8}-2502",
    ["B-2 10:30", ELIF, assign({ to: JONAS })],
    ["B-2 16:40", JONAS, redo("Say first that the customer keeps the goods until the surveyor has been there.")]),
  chapter("ETA_DRIFT SHP-{B-12}-2473", ["B-2 13:20", JONAS, assign({ to: ELIF })]),
  chapter("CUSTOMS_HOLD SHP-{B-8}-2503", ["B-2 15:10", JONAS, assign({ to: ELIF })]),
  chapter("PO_MISSING ORD-{B-6}-1568", ["B-3 14:00", INGRID, assign({ to: INGRID, from: "B-1 09:00" })]),
  chapter("INVOICE_OVERDUE INV-{B-49}-0517", ["B-1 09:40", TOBIAS, assign({ to: TOBIAS, communicationChannels: ["email:receivables"] })]),
  chapter("ONBOARDING_DOCUMENT_MISSING DIST-0020", ["B-1 10:30", SOFIA, assign({ to: SOFIA })]),
  chapter("STOCK_SHORTAGE ORD-{B-3}-1586", ["B-1 11:15", LUCIA, assign({ to: LUCIA })]),
  chapter("DUTIES_UNPAID SHP-{B-11}-2480", ["B-1 14:20", MARTA, assign({ to: TOBIAS })]),
  chapter("INVOICE_OVERDUE INV-{B-59}-0492", // part of it was paid after the approval and before the post
    ["B-3 14:10", MARTA, assign({ to: MARTA })],
    ["B-2 09:50", TOBIAS, approve, "busy"]),
];

/** Planned, asleep, being written again, or stuck between us and a channel. */
const BETWEEN = [
  chapter("DOCUMENT_EXPIRING DOC-0146", ["B-1 15:05", CLAIRE, assign({ to: CLAIRE, from: "B+2 09:00" })]),
  chapter("ORDER_STUCK ORD-{B-19}-1503", ["B-2 13:30", INGRID, assign({ to: DAAN, from: "B+1 09:00" })]),
  chapter("INVOICE_OVERDUE INV-{B-55}-0503", ["B-2 16:05", MARTA, assign({ to: TOBIAS, from: "B+1 09:30" })]),
  chapter("POD_MISSING SHP-{B-13}-2469", ["B-1 16:10", ELIF, assign({ to: ELIF, from: "B+1 10:00" })]),
  chapter("ONBOARDING_STALLED DIST-0010",
    ["B-5 13:45", SOFIA, assign({ to: SOFIA, everyHours: 40 })],
    ["B-5 14:20", SOFIA, approve],
    ["B-3 15:00", SOFIA, snooze("B+3 09:00", "The owner is travelling and signs when he is back.")]),
  chapter("INVOICE_DISPUTED INV-{B-17}-0591",
    ["B-4 11:00", TOBIAS, assign({ to: TOBIAS, everyHours: 40 })],
    ["B-4 13:30", MARTA, approve],
    ["B-1 15:45", TOBIAS, snooze("B+2 09:00", "Sales checks last year's price list.")]),
  chapter("DUPLICATE_ORDER ORD-{B-3}-1584",
    ["B-2 15:50", INGRID, assign({ to: INGRID, everyHours: 24 })],
    ["B-1 15:30", DAAN, reject("The quantities differ by two pieces: ask whether it is a correction before we call it a duplicate.")]),
  chapter("DELIVERY_REFUSED SHP-{B-13}-2471",
    ["B-1 11:05", DAAN, assign({ to: DAAN })],
    ["B-1 11:40", INGRID, approve, "silent"]),
];

/** Seen or set aside without a task. */
const SEEN = [
  chapter("TRACKING_STALE SHP-{B-9}-2497", ["B-1 16:50", JONAS, acknowledge]),
  chapter("QUANTITY_MISMATCH ORD-{B-4}-1574", ["B-2 11:30", DAAN, dismiss("The buyer raised the quantity by phone and sends a new purchase order.")]),
  chapter("INVOICE_ORDER_MISMATCH INV-{B-8}-0616", ["B-2 14:45", MARTA, dismiss("The difference is the freight agreed by e-mail.")]),
];

/** Ten business days of work, told case by case; it is played in the order of its moments. */
export const STORY: Chapter[] = [...DONE, ...AWAITING, ...WAITING, ...BETWEEN, ...SEEN];
