import {
  createSourceEventStream, type DocumentNode, execute, type ExecutionArgs, type ExecutionResult, GraphQLError, type GraphQLSchema, Kind, parse, specifiedRules, validate,
} from "graphql";
import type { Context } from "../context.js";
import { LIMITS, MAX_TOKENS } from "./limits.js";

const coded = (error: GraphQLError, code: string, message = error.message) => new GraphQLError(message, { nodes: error.nodes, source: error.source, positions: error.positions, extensions: { code } });

/** Parses and checks what came over a socket, to the answers Apollo gives over HTTP. */
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

/** Runs a subscription. Every event is read in a context of its own, so that nothing remembered from an earlier one shows. */
export async function follow(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const context = args.contextValue as Context;
  const events = source[Symbol.asyncIterator]();
  const results: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => results,
    async next() {
      const { done, value } = await events.next();
      return done ? { done, value } : { done: false, value: await run({ ...args, rootValue: value, contextValue: context.as(context.actor) }) };
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
    async throw(error) {
      await events.return?.();
      throw error;
    },
  };
  return results;
}
