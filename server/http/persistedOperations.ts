import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError, type GraphQLSchema } from "graphql";
import { readDocument } from "./operation.js";

/** What a request asks to run: the text of an operation, or the id of one that this server knows. */
interface Asked { query?: unknown; extensions?: { persistedQuery?: { version?: unknown; sha256Hash?: unknown } } | null }

/** Which operations are known by id, and whether others are run at all. */
export interface OperationSettings {
  /** Folder of an integration's own operations, one `*.graphql` file each. */
  folder?: string;
  /** Refuses everything that is neither the dashboard's nor in the folder. */
  onlyListed: boolean;
}

const MANIFEST = new URL("../../schema/operations.json", import.meta.url);

/**
 * The operations that may be asked for by id, the SHA-256 of their text: the dashboard's, whose ids are made with the build, and those
 * of the operator's folder. They are read once, at start; no request adds to them, so nobody can fill our memory.
 */
export class PersistedOperations {
  private readonly byId: Map<string, string>;
  private readonly texts: Set<string>;
  readonly onlyListed: boolean;

  /** Throws with the file's name when an operation of the folder is not valid. */
  constructor(schema: GraphQLSchema, { folder, onlyListed }: OperationSettings = { onlyListed: false }) {
    const dashboard = JSON.parse(readFileSync(MANIFEST, "utf8")) as Record<string, string>;
    this.byId = new Map([...Object.entries(dashboard), ...(folder ? readFolder(folder, schema) : [])]);
    this.texts = new Set(this.byId.values());
    this.onlyListed = onlyListed;
  }

  /** The text to run, or why nothing is run. */
  read({ query, extensions }: Asked): string | GraphQLError {
    const persisted = extensions?.persistedQuery;
    if (persisted && persisted.version !== 1) return new GraphQLError("Unsupported persisted query version", { extensions: { code: "BAD_REQUEST" } });
    const id = persisted?.sha256Hash;
    if (query && persisted && id !== sha256(String(query))) return new GraphQLError("provided sha does not match query", { extensions: { code: "BAD_REQUEST" } });
    if (query || id === undefined) return this.refusal(query) ?? String(query ?? "");
    return this.byId.get(String(id)) ?? new GraphQLError("PersistedQueryNotFound", { extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } });
  }

  /** Why a text is not run; nothing when it may be. */
  refusal(text: unknown): GraphQLError | undefined {
    if (!this.onlyListed || typeof text !== "string" || this.texts.has(text)) return undefined;
    return new GraphQLError(
      "This server runs listed operations only, and this is not one of them. Put it into the server's OPERATIONS_DIR and restart, or set OPERATIONS=open; a dashboard that was updated needs a reload.",
      { extensions: { code: "OPERATION_NOT_LISTED" } },
    );
  }

  /** Refuses what is not listed before anything of it is parsed; for a route's `preHandler`. */
  readonly refuseUnlisted = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const { searchParams } = new URL(request.url, "http://localhost");
    const texts = [(request.body as Asked | undefined)?.query, ...searchParams.getAll("query")];
    const refused = texts.map((text) => this.refusal(text)).find(Boolean);
    if (!refused) return done();
    const type = request.headers.accept?.includes("application/graphql-response+json") ? "application/graphql-response+json" : "application/json";
    void reply.status(403).type(`${type}; charset=utf-8`).send(JSON.stringify({ errors: [refused] }));
  };

  /** The same as Apollo wants it: a store that answers ids, under a prefix of Apollo's, and keeps nothing. */
  readonly store = {
    get: async (key: string) => this.byId.get(key.slice(key.lastIndexOf(":") + 1)),
    set: async () => undefined,
    delete: async () => false,
  };
}

function readFolder(folder: string, schema: GraphQLSchema): [string, string][] {
  return readdirSync(folder).filter((name) => name.endsWith(".graphql")).sort().map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const document = readDocument(schema, text);
    if (Array.isArray(document)) throw new Error(`${join(folder, name)} in OPERATIONS_DIR is not valid: ${document.map(({ message }) => message).join(" ")}`);
    return [sha256(text), text];
  });
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
