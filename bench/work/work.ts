/**
 * The three pieces of work that all servers do, each said in the words of every one of them. Q1 is the queue's page, Q2 an
 * order with all that hangs on it, M1 one change of a task with its audit entry. The actor may see three regions.
 */
export const SEEN_REGIONS = ["Benelux", "DACH", "Nordics"];
export const STATUSES = ["open", "scheduled", "waiting_for_human_approval", "awaiting_response"];
export const TEAMS = ["accounting", "logistics"];
export const PAGE = 50;
export const LAST_ENTRIES = 3;
export const TIMELINE = 20;

export type Piece = "q1" | "q2" | "m1";
export interface Request { path: string; body: string }

/** A task as its changer last saw it. */
export interface Changeable { id: string; version: number }

/** How one server is asked, and how its answer is understood. */
export interface Dialect {
  q1(after: string | null): Request;
  q2(orderId: string): Request;
  m1(task: Changeable, note: string): Request;
  /** Where the next page starts; null on the last one. */
  cursorOf(answer: any): string | null;
  /** The version after the change. */
  versionOf(answer: any): number;
  /** What an answer holds, so that all servers are seen to have done the same work. */
  measureOf(piece: Piece, answer: any): unknown;
}

const upper = (values: string[]) => values.map((value) => value.toUpperCase());
export const graphql = (path: string, query: string, variables: object): Request => ({ path, body: JSON.stringify({ query, variables }) });

const TOWER_Q1 = `query Queue($filter: FollowUpTaskFilter, $first: Int!, $after: String) {
  followUpTasks(filter: $filter, first: $first, after: $after, orderBy: [{ field: SLA_DUE_AT }]) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id taskId status priority slaState slaDueAt nextCheckAt
      order { id number status value { amountMinor currency } }
      distributor { id number legalName region tier }
      exception { id number type severity score title }
      auditEntries(first: ${LAST_ENTRIES}) { id type occurredAt actorName }
    }
  }
}`;
const TOWER_Q2 = `query Record($id: ID!) {
  order(id: $id) {
    id number poNumber status fulfilmentStatus billingStatus orderedOn promisedOn value { amountMinor currency }
    distributor { id number legalName region tier }
    invoices { id number status amount { amountMinor currency } outstanding { amountMinor currency } issuedOn dueOn }
    shipments { id number carrier trackingNumber status promisedOn deliveredAt }
    documents { id number kind state title expiresOn }
    followUpTasks { id taskId status priority slaDueAt }
    auditEntries(first: ${TIMELINE}) { id type occurredAt actorName subjectKind subjectNumber }
  }
}`;
const TOWER_M1 = `mutation Change($input: FollowUpTaskUpdateInput!) {
  followUpTaskUpdate(input: $input) { refusal { code message } followUpTask { id taskId version status promptContext updatedAt } }
}`;

const told = ({ totalCount, nodes }: any, entries: (node: any) => any[]) =>
  [totalCount, nodes.length, nodes[0]?.id ?? nodes[0]?.rowId, nodes.reduce((sum: number, node: any) => sum + entries(node).length, 0)];
const lengths = (...lists: any[][]) => lists.map((list) => list.length);

/** Our schema; the idiomatic reference serves the same names. */
export const tower: Dialect = {
  q1: (after) => graphql("/graphql", TOWER_Q1, { first: PAGE, after, filter: { status: upper(STATUSES), humanOwner: upper(TEAMS) } }),
  q2: (id) => graphql("/graphql", TOWER_Q2, { id }),
  m1: ({ id, version }, note) => graphql("/graphql", TOWER_M1, { input: { taskId: id, version, promptContext: note } }),
  cursorOf: ({ data: { followUpTasks: { pageInfo } } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  versionOf: ({ data }) => data.followUpTaskUpdate.followUpTask.version,
  measureOf: (piece, { data }) => {
    if (piece === "q1") return told(data.followUpTasks, (node) => node.auditEntries);
    if (piece === "m1") return data.followUpTaskUpdate.refusal;
    const { invoices, shipments, documents, followUpTasks, auditEntries } = data.order;
    return lengths(invoices, shipments, documents, followUpTasks, auditEntries);
  },
};

const GRAPHILE_Q1 = `query Queue($filter: FollowUpTaskFilter!, $first: Int!, $after: Cursor) {
  tasks: allFollowUpTasks(filter: $filter, first: $first, after: $after, orderBy: [SLA_DUE_AT_ASC]) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      rowId number status priority slaState slaDueAt nextCheckAt
      order: orderByOrderIdAndDistributorId { rowId number status valueMinor currency }
      distributor: distributorByDistributorId { rowId number legalName region tier }
      exception: exceptionByExceptionIdAndDistributorId { rowId number type severity score title }
      auditEntries: auditLogsByTaskId(first: ${LAST_ENTRIES}, orderBy: [ROW_ID_DESC]) { nodes { rowId type occurredAt actorName } }
    }
  }
}`;
const GRAPHILE_Q2 = `query Record($id: UUID!, $regions: [String!]) {
  orders: allOrders(filter: { rowId: { equalTo: $id }, distributorByDistributorId: { region: { in: $regions } } }, first: 1) { nodes {
    rowId number poNumber status fulfilmentStatus billingStatus orderedOn promisedOn valueMinor currency
    distributor: distributorByDistributorId { rowId number legalName region tier }
    invoices: invoicesByOrderIdAndDistributorId(first: 20) { nodes { rowId number status amountMinor outstandingMinor currency issuedOn dueOn } }
    shipments: shipmentsByOrderIdAndDistributorId(first: 20) { nodes { rowId number carrier trackingNumber status promisedOn deliveredAt } }
    documents: documentsByOrderIdAndDistributorId(first: 20) { nodes { rowId number kind state title expiresOn } }
    followUpTasks: followUpTasksByOrderIdAndDistributorId(first: 20) { nodes { rowId number status priority slaDueAt } }
    auditEntries: auditLogsByOrderId(first: ${TIMELINE}, orderBy: [ROW_ID_DESC]) { nodes { rowId type occurredAt actorName subjectKind subjectNumber } }
  } }
}`;
const GRAPHILE_M1 = `mutation Change($input: BenchChangeTaskInput!) {
  benchChangeTask(input: $input) { result { rowId number version status promptContext updatedAt } }
}`;

export const postgraphile: Dialect = {
  q1: (after) => graphql("/graphql", GRAPHILE_Q1, { first: PAGE, after, filter: {
    status: { in: STATUSES }, ownerTeam: { in: TEAMS }, archivedAt: { isNull: true }, distributorByDistributorId: { region: { in: SEEN_REGIONS } },
  } }),
  q2: (id) => graphql("/graphql", GRAPHILE_Q2, { id, regions: SEEN_REGIONS }),
  m1: ({ id, version }, note) => graphql("/graphql", GRAPHILE_M1, { input: { task: id, readVersion: version, note, regions: SEEN_REGIONS } }),
  cursorOf: ({ data: { tasks: { pageInfo } } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  versionOf: ({ data }) => data.benchChangeTask.result.version,
  measureOf: (piece, { data }) => {
    if (piece === "q1") return told(data.tasks, (node) => node.auditEntries.nodes);
    if (piece === "m1") return data.benchChangeTask.result ? null : "refused";
    const { invoices, shipments, documents, followUpTasks, auditEntries } = data.orders.nodes[0];
    return lengths(invoices.nodes, shipments.nodes, documents.nodes, followUpTasks.nodes, auditEntries.nodes);
  },
};

/** One hand-written statement each behind the barest server. */
export const raw: Dialect = {
  q1: (after) => ({ path: "/q1", body: JSON.stringify({ after }) }),
  q2: (id) => ({ path: "/q2", body: JSON.stringify({ id }) }),
  m1: ({ id, version }, note) => ({ path: "/m1", body: JSON.stringify({ id, version, note }) }),
  cursorOf: ({ nodes }) => (nodes.length > PAGE ? `${nodes[PAGE - 1].slaDueAt},${nodes[PAGE - 1].id}` : null),
  versionOf: ({ version }) => version,
  measureOf: (piece, answer) => {
    if (piece === "q1") return told({ ...answer, nodes: answer.nodes.slice(0, PAGE) }, (node) => node.auditEntries);
    if (piece === "m1") return answer.version ? null : "refused";
    const { invoices, shipments, documents, followUpTasks, auditEntries } = answer;
    return lengths(invoices, shipments, documents, followUpTasks, auditEntries);
  },
};
