import { ApolloClient, ApolloLink, type FieldMergeFunction, type FieldPolicy, HttpLink, InMemoryCache, type Reference } from "@apollo/client";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { ErrorLink } from "@apollo/client/link/error";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { getMainDefinition, relayStylePagination } from "@apollo/client/utilities";
import { OperationTypeNode } from "graphql";
import { createClient } from "graphql-ws";
import { idsInPlaceOfTexts, withoutText } from "./operationIds";

const LISTS = ["orders", "distributors", "invoices", "shipments", "documents", "exceptions", "followUpTasks", "drafts", "auditEntries", "imports"];
const relay = relayStylePagination(["filter", "orderBy", "includeArchived"]);
type Page = { edges?: { node: Reference }[]; pageInfo?: object };

/** The first page read again takes the place of the first rows; rows that were loaded behind it stay. */
function refreshed(existing: Page, incoming: Page): Page | undefined {
  const edges = incoming.edges!;
  const last = edges.at(-1)?.node.__ref;
  const behind = existing.edges!.findIndex(({ node }) => node.__ref === last);
  if (behind < 0 || existing.edges!.length <= edges.length) return undefined;
  const read = new Set(edges.map(({ node }) => node.__ref));
  const rest = existing.edges!.slice(behind + 1).filter(({ node }) => !read.has(node.__ref));
  return { ...existing, ...incoming, edges: [...edges, ...rest], pageInfo: rest.length ? existing.pageInfo : incoming.pageInfo };
}

/** Relay's paging, which would drop a list's edges when another query asks for its count alone, or reads its first page again. */
const page: FieldPolicy = {
  keyArgs: relay.keyArgs,
  read: (existing, options) => (existing?.edges ? relay.read!(existing, options) : existing),
  merge: (existing, incoming, options) => (existing?.edges && incoming?.edges && !options.args?.after && refreshed(existing, incoming)) || (incoming?.edges ? (relay.merge as FieldMergeFunction)(existing?.edges ? existing : undefined, incoming, options) : { ...existing, ...incoming }),
};

/** Lists inside a record that may shrink: the answer that comes last is the whole of them, however many were asked for. */
const replaced = Object.fromEntries(["drafts", "outboundMessages", "followUpTasks", "viewerMay", "facts", "scoreParts", "approvals", "events"].map((list) => [list, { keyArgs: false, merge: false }]));

/** Records are normalised by id, so that an event that names a record updates every screen that shows it. */
const cache = new InMemoryCache({
  typePolicies: {
    Query: { fields: Object.fromEntries(LISTS.map((list) => [list, page])) },
    // These have no identity of their own; they are replaced as they come.
    ...Object.fromEntries(["FollowUpTask", "Draft", "ExceptionCase", "OutboundMessage"].map((noun) => [noun, { fields: replaced }])),
    Fact: { keyFields: false },
    ScorePart: { keyFields: false },
    Money: { keyFields: false },
  },
});

/** The socket never retries by itself: every stream asks again with its own last cursor (live/follow.ts). */
export const socket = createClient({
  url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
  retryAttempts: 0,
  lazyCloseTimeout: 3_000,
  keepAlive: 12_000,
});

let onSignedOut = () => {};
/** What to do when the server says that the session is over. */
export const whenSignedOut = (then: () => void) => { onSignedOut = then; };

let connected = false;
const UNAUTHORISED = [4400, 4401, 4403];
socket.on("connected", () => { connected = true; });
socket.on("closed", (event) => {
  connected = false;
  if (UNAUTHORISED.includes((event as CloseEvent).code)) onSignedOut();
});
// A dead network leaves the socket open until its pings go unanswered; the browser knows sooner.
addEventListener("offline", () => socket.terminate());

/** Calls once the socket is open, at once when it is. Answers how to call it off. */
export function whenConnected(then: () => void): () => void {
  if (connected) { then(); return () => {}; }
  const off = socket.on("connected", () => { off(); then(); });
  return off;
}

const sessionEnds = new ErrorLink(({ error }) => {
  if (CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED")) onSignedOut();
});

const isSubscription = ({ query }: ApolloLink.Operation) => {
  const definition = getMainDefinition(query);
  return definition.kind === "OperationDefinition" && definition.operation === OperationTypeNode.SUBSCRIPTION;
};

export const client = new ApolloClient({
  cache,
  link: ApolloLink.from([
    sessionEnds,
    ...(import.meta.env.DEV ? [] : [idsInPlaceOfTexts]),
    ApolloLink.split(isSubscription, new GraphQLWsLink(withoutText(socket)), new HttpLink({ uri: "/graphql", credentials: "same-origin", headers: { "apollo-require-preflight": "true" } })),
  ]),
  defaultOptions: { watchQuery: { fetchPolicy: "cache-and-network", nextFetchPolicy: "cache-first" } },
});
