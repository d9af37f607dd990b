/** Codes as people read them: IN_TRANSIT → "In transit". */
export function words(code: string): string {
  const text = code.toLowerCase().replaceAll("_", " ");
  const known = ACRONYMS.reduce((said, [from, to]) => said.replace(from, to), text);
  return known.charAt(0).toUpperCase() + known.slice(1);
}

const ACRONYMS: [RegExp, string][] = [
  [/\bkyc\b/g, "KYC"], [/\bpo\b/g, "PO"], [/\beta\b/g, "ETA"], [/\bpod\b/g, "Proof of delivery"], [/\bre verification\b/g, "re-verification"],
];

/** What an exception is, in a few words; one that a person opened has only its title. */
export const blockerName = ({ type, title }: { type: string; title: string }) => (type === "OTHER" ? title : words(type));

const TEAMS: Record<string, string> = { SALES_OPS: "Sales operations", PARTNER_SUCCESS: "Partner success", ACCOUNTING: "Accounting", LOGISTICS: "Logistics", LEGAL: "Legal" };

export const teamName = (code: string) => TEAMS[code] ?? words(code);
export const TEAM_CODES = ["ACCOUNTING", "LOGISTICS", "SALES_OPS", "PARTNER_SUCCESS", "LEGAL"] as const;

/** AccountingFollowUpAgent → "Accounting agent", for places where the full name does not fit. */
export const shortAgent = (name: string) => name.replace(/FollowUpAgent$|Agent$/, "").replace(/(?<=[a-z])(?=[A-Z])/g, " ") + " agent";

/** availableTransitions and audit columns come in camel case: requestDocuments → "request documents". */
export const spaced = (name: string) => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ").replaceAll("_", " ").toLowerCase();

/** followUpTask → "Follow up task": a kind of record at the start of a line. */
export const nounName = (kind: string) => kind.charAt(0).toUpperCase() + spaced(kind).slice(1);

export const plural = (count: number, one: string, many = `${one}s`) => `${count.toLocaleString()} ${count === 1 ? one : many}`;

export const initials = (name: string) => name.split(/\s+/).filter(Boolean).slice(0, 2).map((part) => part.charAt(0).toUpperCase()).join("");
