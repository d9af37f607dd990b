import { blockerName } from "../components/words";
import { graphql } from "../gql";
import type { FindRecordsQuery } from "../gql/graphql";

export const FIND_RECORDS = graphql(`
  query FindRecords($text: String!, $amounts: [SafeInt!]!, $withAmounts: Boolean!) {
    orders(filter: { search: $text }, first: 5) { nodes { id number distributor { id legalName } } }
    followUpTasks(filter: { search: $text }, first: 5, orderBy: [{ field: SLA_DUE_AT }]) { nodes { id taskId distributor { id legalName } exception { id type title } } }
    exceptions(filter: { search: $text, active: true }, first: 5, orderBy: [{ field: SCORE, direction: DESC }]) { nodes { id number type title distributor { id legalName } } }
    drafts(filter: { state: [PENDING], search: $text }, first: 5) { nodes { id number exception { id type title } distributor { id legalName } } }
    distributors(filter: { search: $text }, first: 5) { nodes { id number legalName } }
    invoices(filter: { search: $text }, first: 5) { nodes { id number distributor { id legalName } } }
    amounts: invoices(filter: { amountMinor: $amounts }, first: 5) @include(if: $withAmounts) { nodes { id number distributor { id legalName } } }
    shipments(filter: { search: $text }, first: 5) { nodes { id number trackingNumber distributor { id legalName } } }
    documents(filter: { search: $text }, first: 5) { nodes { id number title distributor { id legalName } } }
  }
`);

const AMOUNT = /^(?:[A-Z]{3} ?|[€$£¥] ?)?(\d{1,3}(?:[ ,.'’]?\d{3})*)(?:[.,](\d{1,3}))?$/i;

/** What a search asks for; a text that reads as an amount also finds invoices of that amount, in every number of decimals. */
export function findVariables(text: string) {
  const [, whole, decimals = ""] = AMOUNT.exec(text.trim()) ?? [];
  const units = whole ? Number(`${whole.replace(/\D/g, "")}${decimals}`) : undefined;
  const amounts = units === undefined ? [] : [0, 1, 2, 3].map((places) => units * 10 ** Math.max(0, places - decimals.length)).filter(Number.isSafeInteger);
  return { text, amounts: [...new Set(amounts)], withAmounts: amounts.length > 0 };
}

export interface Hit { to: string; number: string; about?: string | null }

/** What a search found, a group a noun; the search box and the command bar show the same. */
export const groupsOf = (found: FindRecordsQuery): [string, Hit[]][] => {
  const groups: [string, Hit[] | undefined][] = [
    ["Orders", found.orders?.nodes.map(({ number, distributor }) => ({ to: `/orders/${number}`, number, about: distributor.legalName }))],
    ["Tasks", found.followUpTasks?.nodes.map((task) => ({ to: `/tasks/${task.taskId}`, number: task.taskId, about: `${blockerName(task.exception)} · ${task.distributor.legalName}` }))],
    ["Exceptions", found.exceptions?.nodes.map((exception) => ({ to: `/exceptions/${exception.number}`, number: exception.number, about: `${blockerName(exception)} · ${exception.distributor.legalName}` }))],
    ["Drafts", found.drafts?.nodes.map((draft) => ({ to: `/approvals/${draft.number}`, number: draft.number, about: `${blockerName(draft.exception)} · ${draft.distributor.legalName}` }))],
    ["Distributors", found.distributors?.nodes.map(({ number, legalName }) => ({ to: `/distributors/${number}`, number, about: legalName }))],
    ["Invoices", found.invoices?.nodes.map(({ number, distributor }) => ({ to: `/invoices/${encodeURIComponent(number)}`, number, about: distributor?.legalName }))],
    ["Invoices of this amount", found.amounts?.nodes.map(({ number, distributor }) => ({ to: `/invoices/${encodeURIComponent(number)}`, number, about: distributor?.legalName }))],
    ["Shipments", found.shipments?.nodes.map(({ number, trackingNumber, distributor }) => ({ to: `/shipments/${number}`, number, about: [distributor.legalName, trackingNumber].filter(Boolean).join(" · ") }))],
    ["Documents", found.documents?.nodes.map(({ number, title, distributor }) => ({ to: `/documents/${encodeURIComponent(number)}`, number, about: [title, distributor?.legalName].filter(Boolean).join(" · ") }))],
  ];
  return groups.filter((group): group is [string, Hit[]] => Boolean(group[1]?.length));
};
