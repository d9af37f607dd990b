import type { ApolloLink } from "@apollo/client";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import type { DocumentNode } from "graphql";
import type { Client } from "graphql-ws";

/** The id that the build gave an operation; a browser could not make it on plain http, where it has no crypto.subtle. */
const idOf = (document: DocumentNode) => (document as DocumentNode & { __meta__: { hash: string } }).__meta__.hash;

/** A server of another version than this page, which knows other ids: from now on it is sent the texts. */
const isUnknown = ({ error }: { error: unknown }) => CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => extensions?.code === "PERSISTED_QUERY_NOT_FOUND");

/** Sends an operation's id; its text only to a server that does not know the id. */
export const idsInPlaceOfTexts: ApolloLink = new PersistedQueryLink({ generateHash: idOf, disable: isUnknown, retry: isUnknown });

/** The same for a socket, whose link would send text and id both. */
export const withoutText = (socket: Client): Client => ({
  ...socket,
  subscribe: (payload, sink) => socket.subscribe(payload.extensions?.persistedQuery ? { ...payload, query: "" } : payload, sink),
});
