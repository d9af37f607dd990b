import { ChannelKind, Role, TeamCode } from "../entities/enums.js";
import type { NewChannel } from "../server/domain/channels/addChannel.js";

export interface DemoPerson { name: string; role: Role; teams: TeamCode[]; regions?: string[] }

const { SALES_OPS, PARTNER_SUCCESS, ACCOUNTING, LOGISTICS, LEGAL } = TeamCode;

/** One person of each role first, then their colleagues: two in every team. */
export const PEOPLE: DemoPerson[] = [
  { name: "Ingrid Solberg", role: Role.SALES, teams: [SALES_OPS] },
  { name: "Marta Wilk", role: Role.ACCOUNTING, teams: [ACCOUNTING] },
  { name: "Jonas Reuter", role: Role.LOGISTICS, teams: [LOGISTICS] },
  { name: "Claire Aubertin", role: Role.LEGAL, teams: [LEGAL] },
  { name: "Pieter van Dam", role: Role.ADMIN, teams: [] },
  { name: "Ana Quintela", role: Role.VIEWER, teams: [] },
  { name: "Daan Vermeer", role: Role.SALES, teams: [SALES_OPS] },
  { name: "Liam Byrne", role: Role.SALES, teams: [SALES_OPS], regions: ["UK & Ireland"] },
  { name: "Sofia Lindgren", role: Role.SALES, teams: [PARTNER_SUCCESS] },
  { name: "Lucia Navarro", role: Role.SALES, teams: [PARTNER_SUCCESS, SALES_OPS], regions: ["Iberia", "France & Italy"] },
  { name: "Tobias Krantz", role: Role.ACCOUNTING, teams: [ACCOUNTING] },
  { name: "Elif Aydin", role: Role.LOGISTICS, teams: [LOGISTICS] },
  { name: "Henrik Salo", role: Role.LEGAL, teams: [LEGAL] },
];

export const emailOf = ({ name }: Pick<DemoPerson, "name">) => `${name.toLowerCase().replaceAll(" ", ".")}@meridian.example`;

const slack = (name: string, team: TeamCode, ...routes: NonNullable<NewChannel["routes"]>): NewChannel => ({
  code: `slack:#${name}`, kind: ChannelKind.SLACK, name: `#${name}`, address: `#${name}`, team, routes: [{ position: 10, team }, ...routes],
});

/** Where the teams talk, beside the channel of everybody that every installation has. */
export const CHANNELS: NewChannel[] = [
  slack("accounting-exceptions", ACCOUNTING),
  slack("logistics", LOGISTICS),
  slack("legal-review", LEGAL),
  {
    code: "email:partner-success", kind: ChannelKind.EMAIL, name: "Partner Success mailbox", address: "partner-success@meridian.example",
    team: PARTNER_SUCCESS, routes: [{ position: 10, team: PARTNER_SUCCESS }],
  },
  {
    code: "email:receivables", kind: ChannelKind.EMAIL, name: "Receivables mailbox", address: "receivables@meridian.example",
    team: ACCOUNTING, routes: [{ position: 20, exceptionType: "INVOICE_OVERDUE", minSeverity: 2 }],
  },
  {
    code: "telegram:ops-group", kind: ChannelKind.TELEGRAM, name: "Operations group", address: "ops-group",
    routes: [{ position: 50, minSeverity: 4 }],
  },
  {
    code: "whatsapp:warehouse-leads", kind: ChannelKind.WHATSAPP, name: "Warehouse leads", address: "warehouse-leads", team: LOGISTICS,
    recipients: ["+31 20 555 0142", "+31 20 555 0187"], routes: [{ position: 60, exceptionType: "PICKUP_FAILED" }],
  },
];
