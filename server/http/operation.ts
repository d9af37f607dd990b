import { type DocumentNode, execute, type ExecutionArgs, type ExecutionResult, GraphQLError, type GraphQLSchema, Kind, parse, specifiedRules, validate } from "graphql";
import { LIMITS, MAX_TOKENS } from "./limits.js";

const coded = (error: GraphQLError, code: string, message = error.message) => new GraphQLError(message, { nodes: error.nodes, source: error.source, positions: error.positions, extensions: { code } });

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
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return [coded(error as GraphQLError, "GRAPHQL_PARSE_FAILED")];
  }
  const errors = validate(schema, document, [...specifiedRules, ...LIMITS]);
  return errors.length ? errors.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED", error.message.replace(/ ?Did you mean.+\?$/, ""))) : document;
}

/** Whether the caller's variables are at fault, which GraphQL tells by the place it points to. */
const isInput = ({ nodes, path }: GraphQLError) => !path && nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;

/** Runs a query or a mutation. */
export async function run(args: ExecutionArgs): Promise<ExecutionResult> {
  const { errors, ...result } = await execute(args);
  return { ...result, ...(errors && { errors: errors.map((error) => (isInput(error) ? coded(error, "BAD_USER_INPUT") : error)) }) };
}
