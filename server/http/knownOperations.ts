import { type ApolloServerPlugin, type GraphQLRequest, HeaderMap } from "@apollo/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type DocumentNode, type ExecutionResult, execute, type FormattedExecutionResult, type FragmentDefinitionNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from "graphql";
import type { Context } from "../context.js";
import { Written, writtenAnswer } from "../read/written.js";
import { demandRefusal, fragmentsOf } from "./limits.js";

interface Known { document: DocumentNode; operation: OperationDefinitionNode; fragments: Record<string, FragmentDefinitionNode> }
type Variables = Record<string, unknown> | null | undefined;
type Asked = Pick<GraphQLRequest, "query" | "operationName" | "extensions">;
type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

const MOST = 500;
const LONGEST = 16 * 1024;
const NAME = /^\w+$/;
const JSON_TYPE = "application/json; charset=utf-8";

/**
 * Apollo parses, validates and limits a document; a mutation, or a query that PostgreSQL answers in its own text (see
 * docs/READ_PATH.md), needs none of that again and then passes Apollo by. Whatever is unusual about a request is Apollo's.
 */
export class KnownOperations {
  private readonly known = new Map<string, Known>();

  /** @param told what a caller may see of a result */
  constructor(private readonly schema: GraphQLSchema, private readonly told: (result: ExecutionResult) => FormattedExecutionResult) {}

  readonly plugin: ApolloServerPlugin<Context> = {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, request, contextValue }) => {
        const refusal = operation && demandRefusal({ schema: this.schema, operation, fragments: fragmentsOf(document), variables: request.variables }, contextValue.actor);
        if (refusal) throw refusal;
      },
      responseForOperation: async ({ document, operation, request, contextValue }) => {
        if (!operation) return null; // no operation of that name, whatever the type says
        const asked = { document, operation, fragments: fragmentsOf(document) };
        if (operation.operation === OperationTypeNode.MUTATION) this.remember(request, asked);
        const data = await this.write(asked, request.variables, contextValue).catch((error: unknown) => this.failed(error));
        if (!data) return null;
        if (data instanceof Written) this.remember(request, asked);
        return { http: { status: undefined, headers: new HeaderMap() }, body: { kind: "single", singleResult: data instanceof Written ? { data: data as never } : data } };
      },
    }),
  };

  /** A handler that answers what is known, and leaves the rest to the one it is given. */
  before(rest: Handler, contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>): Handler {
    return async (request, reply) => {
      const known = this.find(request);
      const { variables } = (request.body ?? {}) as GraphQLRequest;
      const text = known && await contextOf(request, reply).then((context) => this.answer(known, variables, context), () => null);
      return text ? reply.header("content-type", JSON_TYPE).send(text) : rest(request, reply);
    };
  }

  /** Null where it is Apollo's to answer, refusals included. */
  private async answer(known: Known, variables: Variables, context: Context): Promise<string | null> {
    if (demandRefusal({ schema: this.schema, ...known, variables }, context.actor)) return null;
    if (known.operation.operation === OperationTypeNode.MUTATION) return this.run(known, variables, context);
    const data = await this.write(known, variables, context).catch((error: unknown) => this.failed(error));
    return data && (data instanceof Written ? textOf(data) : resultText(data));
  }

  private failed(error: unknown): FormattedExecutionResult {
    return this.told({ data: null, errors: [new GraphQLError("The read failed.", { originalError: error as Error })] });
  }

  private write({ operation, fragments }: Known, variables: Variables, context: Context): Promise<Written | null> {
    return writtenAnswer({ schema: this.schema, operation, fragments, variables: variables ?? {}, context });
  }

  /** Null where the variables are no good, so that nothing ran. */
  private async run({ document, operation }: Known, variableValues: Variables, contextValue: Context): Promise<string | null> {
    const result = await execute({ schema: this.schema, document, operationName: operation.name?.value, variableValues, contextValue });
    return result.data === undefined ? null : resultText(this.told(result));
  }

  private find({ method, headers: { accept = "*/*" }, body }: FastifyRequest): Known | undefined {
    if (method !== "POST" || !(accept.includes("*/*") || accept.includes("application/json")) || !isPlain(body)) return undefined;
    const key = keyOf(body);
    const known = key === undefined ? undefined : this.known.get(key);
    if (known) this.keep(key!, known);
    return known;
  }

  private remember(request: Asked, asked: Known): void {
    const key = keyOf(request);
    if (key === undefined || key.length > LONGEST) return;
    this.keep(key, asked);
  }

  /** What was asked for last stands last, so that clients who write values into their texts push out each other alone. */
  private keep(key: string, asked: Known): void {
    this.known.delete(key);
    this.known.set(key, asked);
    if (this.known.size > MOST) this.known.delete(this.known.keys().next().value!);
  }
}

/** A result as the response's body; what is text already stays as it is. */
export const resultText = (result: FormattedExecutionResult): string =>
  ((result.data as unknown) instanceof Written ? textOf(result.data as unknown as Written) : `${JSON.stringify(result)}\n`);

const textOf = ({ json }: Written) => `{"data":${json}}\n`;

/** What names a document: its text or its id, and which of its operations is meant; undefined where both or neither are given, or no name at all. */
function keyOf({ query, operationName, extensions }: Asked): string | undefined {
  const persisted: { version?: unknown; sha256Hash?: unknown } | undefined = extensions?.persistedQuery;
  if (persisted && (query || persisted.version !== 1)) return undefined;
  if (operationName != null && !NAME.test(operationName)) return undefined; // it could be taken for the beginning of a text
  const name = persisted ? persisted.sha256Hash : query;
  return typeof name === "string" ? `${persisted ? "id" : "text"} ${operationName ?? ""} ${name}` : undefined;
}

/** Whether a body holds nothing but what every client sends; two documents in one body or odd types are Apollo's to judge. */
function isPlain(body: unknown): body is Asked & { variables?: Record<string, unknown> | null } {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return false;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  const isObject = (value: unknown) => value === undefined || value === null || (typeof value === "object" && !Array.isArray(value));
  return (query === undefined || typeof query === "string") && (operationName === undefined || operationName === null || typeof operationName === "string")
    && isObject(variables) && isObject(extensions);
}
