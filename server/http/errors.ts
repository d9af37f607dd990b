import { randomUUID } from "node:crypto";
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError, isValueNode } from "graphql";
import type { Logger } from "pino";
import { DomainError } from "../domain/errors.js";
import { isTimeout } from "../read/errors.js";

/** Codes that GraphQL's own layers give and that tell nothing about our insides. */
const HARMLESS = new Set([
  "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT", "BAD_REQUEST", "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_NOT_SUPPORTED", "OPERATION_NOT_LISTED",
]);

/** What a caller may see of an error: our own words whole, everything else only as an id that the log explains. */
export function formatError(log: Logger) {
  const masked = new WeakMap<object, ReturnType<typeof maskedError>>(); // what many subscribers hear of is one failure
  const mask = (cause: unknown, about: Place) => {
    if (typeof cause !== "object" || cause === null) return maskedError(log, cause, about);
    const answer = masked.get(cause) ?? maskedError(log, cause, about);
    masked.set(cause, answer);
    return answer;
  };
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = (error instanceof GraphQLError && error.originalError) || error;
    const { locations, path } = formatted;
    if (cause instanceof DomainError) {
      return { message: cause.message, locations, path, extensions: { code: cause.code, ...(cause.field && { field: cause.field }) } };
    }
    if (isTimeout(cause)) return { message: TOO_SLOW, locations, path, extensions: { code: "TIMEOUT" } };
    const code = String(formatted.extensions?.code ?? "");
    if (HARMLESS.has(code) && cause instanceof GraphQLError) return { message: formatted.message, locations, path, extensions: { code: ownCode(cause) ?? code, ...fieldAtFault(formatted.message, cause) } };
    const fault = cause instanceof GraphQLError && callersFault(cause);
    if (fault) return { message: cause.message, locations, path, extensions: { code: fault, ...fieldAtFault(cause.message, cause) } };
    return { ...mask(cause, { path }), locations, path };
  };
}

const TOO_SLOW = "This took the database too long and was stopped. Ask for less at once: a narrower filter, fewer relations or shorter lists.";

/** The code of what GraphQL's own layers find wrong with a request without giving it one: a status of HTTP, or a value they point at. */
function callersFault({ extensions: { http }, nodes }: GraphQLError): string | undefined {
  const status = (http as { status?: number } | undefined)?.status ?? 0;
  if (status >= 400 && status < 500) return "BAD_REQUEST";
  return nodes?.[0] && isValueNode(nodes[0]) ? "BAD_USER_INPUT" : undefined;
}

/** What a scalar of ours says of a value is about the value, whether it stood in the document or in a variable. */
const ownCode = ({ extensions: { code } }: GraphQLError): string | undefined => (code === "BAD_USER_INPUT" ? code : undefined);

/** The field or argument whose value is refused, by the path that GraphQL tells of a variable or by what stands before a value in the document. */
function fieldAtFault(message: string, { nodes, source }: GraphQLError): { field?: string } {
  const [, variable, path] = /^Variable "\$(\w+)" got invalid value .*?(?: at "([^"]+)")?; /s.exec(message) ?? [];
  const told = path?.replace(/\[\d+\]/g, "").split(".").at(-1) ?? variable;
  const node = nodes?.[0];
  const written = node?.loc && isValueNode(node) ? /(\w+)\s*:[\s[,]*$/.exec((source ?? node.loc.source).body.slice(0, node.loc.start))?.[1] : undefined;
  const field = told ?? written;
  return field === undefined ? {} : { field };
}

/** A result with what its caller may see of its errors. */
export function tellErrors(log: Logger) {
  const format = formatError(log);
  return ({ errors, ...result }: ExecutionResult): FormattedExecutionResult =>
    ({ ...(errors && { errors: errors.map((error) => format(error.toJSON(), error)) }), ...result });
}

/** The body of an answer that no GraphQL operation gave. */
export const errorBody = (message: string, code: string) => ({ errors: [{ message, extensions: { code } }] });

/** What is known of the place of a failure: the GraphQL field, or the request that failed as a whole. */
interface Place { path?: GraphQLFormattedError["path"]; url?: string }

/** Tells the log what happened and the caller only where in the log to look. */
export function maskedError(log: Logger, err: unknown, about: Place) {
  const errorId = randomUUID();
  if (about.url !== undefined && (err as { code?: string } | null)?.code === "ERR_STREAM_PREMATURE_CLOSE") log.info(about, "a client left before it had its answer");
  else log.error({ errorId, ...about, err }, "request failed");
  return { message: `Something went wrong on our side. Read again before you repeat a change. Error id ${errorId}.`, extensions: { code: "INTERNAL_SERVER_ERROR", errorId } };
}
