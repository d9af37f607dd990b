import {
  type DocumentNode, getOperationAST, getVariableValues, GraphQLError, type GraphQLSchema, Kind, type OperationDefinitionNode, parse, specifiedRules, validate,
} from "graphql";
import type { Actor } from "../policies/actor.js";
import { demandRefusal, fragmentsOf, LIMITS, MAX_QUERY_CHARACTERS, MAX_TOKENS } from "./limits.js";

const coded = (error: GraphQLError, code: string, message = error.message) =>
  new GraphQLError(message, { nodes: error.nodes, source: error.source, positions: error.positions, originalError: error.originalError ?? error, extensions: { ...error.extensions, code } });
const refused = (message: string, code: string) => new GraphQLError(message, { extensions: { code } });

const REMEMBERED = 200;
const MAX_REMEMBERED_LENGTH = 4_000;

/** Reads documents that come over sockets. One that many send is parsed once, so that all that hangs on it is shared too. */
export function documentReader(schema: GraphQLSchema): (query: string) => DocumentNode | GraphQLError[] {
  const known = new Map<string, DocumentNode>();
  return (query) => {
    const document = known.get(query) ?? readDocument(schema, query);
    if (Array.isArray(document) || query.length > MAX_REMEMBERED_LENGTH) return document;
    known.delete(query); // the one asked for last stands last
    known.set(query, document);
    if (known.size > REMEMBERED) known.delete(known.keys().next().value!);
    return document;
  };
}

/** Parses and checks, to the answers Apollo gives over HTTP. */
export function readDocument(schema: GraphQLSchema, query: string): DocumentNode | GraphQLError[] {
  if (!query) return [refused("There is no query here: send its text, or the id of one that the server knows.", "BAD_REQUEST")];
  if (query.length > MAX_QUERY_CHARACTERS) return [refused(TOO_LONG, "BAD_REQUEST")];
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return [coded(error as GraphQLError, "GRAPHQL_PARSE_FAILED")];
  }
  const errors = validate(schema, document, [...specifiedRules, ...LIMITS]);
  return errors.length ? errors.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED", error.message.replace(/ ?Did you mean.+\?$/, ""))) : document;
}

export const TOO_LONG = `A query has at most ${MAX_QUERY_CHARACTERS} characters; put values into variables.`;

interface Asked { schema: GraphQLSchema; document: DocumentNode; operationName?: string | null; variables?: Record<string, unknown> | null }

/** What is wrong with a request before anything runs, in the codes that Apollo gives over HTTP; nothing where it may run. */
export function requestFaults({ schema, document, operationName, variables }: Asked, actor: Actor): readonly GraphQLError[] {
  const operation = getOperationAST(document, operationName);
  if (!operation) return [refused(operationName ? `Unknown operation named "${operationName}".` : unnamed(document), "OPERATION_RESOLUTION_FAILURE")];
  const tooMuch = demandRefusal({ schema, operation, fragments: fragmentsOf(document), variables }, actor);
  return tooMuch ? [tooMuch] : variableFaults(schema, operation, variables ?? {});
}

const unnamed = ({ definitions }: DocumentNode) =>
  (definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION) ? "Must provide operation name if query contains multiple operations." : "Must provide an operation.");

function variableFaults(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode, variables: Record<string, unknown>): readonly GraphQLError[] {
  const { errors = [] } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: 50 });
  return errors.map((error) => coded(error, "BAD_USER_INPUT"));
}
