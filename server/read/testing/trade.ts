import { randomBytes } from "node:crypto";
import { execute, getOperationAST, Kind, parse, validate, type DocumentNode, type ExecutionResult, type GraphQLSchema } from "graphql";
import pg from "pg";
import { DataSource } from "typeorm";
import { ActorKind } from "../../../entities/enums.js";
import { SnakeNaming } from "../../database/naming.js";
import { mergePolicies, type Policy } from "../../policies/ability.js";
import type { Actor } from "../../policies/actor.js";
import { Reader } from "../reader.js";
import { writtenAnswer } from "../written.js";
import { buildTradeSchema } from "./api.js";
import { ENTITIES, TABLES } from "./entities.js";

export const NOW = new Date("2026-06-15T12:00:00.000Z");
export const TODAY = "2026-06-15";

const nobody: Actor = { kind: ActorKind.USER, name: "Mira Halvorsen", roles: [], teams: [], regions: [] };

/** A database, schema and reader of the small trade; queries are counted, so that a test can see there is one. */
export class Trade {
  readonly statements: pg.QueryConfig[] = [];
  private readonly documents = new Map<string, DocumentNode>();

  private constructor(
    readonly pool: pg.Pool,
    readonly dataSource: DataSource,
    readonly schema: GraphQLSchema,
    private readonly database: string,
  ) {}

  static async open(): Promise<Trade> {
    const database = `read_${randomBytes(6).toString("hex")}`;
    await onServer((server) => server.query(`CREATE DATABASE ${database} TEMPLATE template0 LC_COLLATE "C" LC_CTYPE "C"`));
    const url = Object.assign(new URL(process.env.TEST_PG_URL!), { pathname: `/${database}` }).href;
    const dataSource = await new DataSource({ type: "postgres", url, driver: pg, entities: ENTITIES, namingStrategy: new SnakeNaming(), installExtensions: false }).initialize();
    const pool = new pg.Pool({ connectionString: url, max: 4 });
    await pool.query(TABLES);
    return new Trade(pool, dataSource, await buildTradeSchema(), database);
  }

  async insert(table: string, rows: readonly object[]): Promise<void> {
    await this.pool.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [JSON.stringify(rows)]);
  }

  /** Runs a document as somebody with these policies; equal text is one document, as under the server's cache. */
  async query(text: string, { policies = [everything], variables = {} }: { policies?: readonly Policy[]; variables?: object } = {}): Promise<ExecutionResult<any>> {
    const document = this.documents.get(text) ?? parse(text);
    this.documents.set(text, document);
    const mistakes = validate(this.schema, document);
    if (mistakes.length) return { errors: mistakes };
    const contextValue = { read: this.reader(policies) };
    const { data, errors } = await execute({ schema: this.schema, document, variableValues: { ...variables }, contextValue });
    return { data: JSON.parse(JSON.stringify(data)), errors };
  }

  /** The same answered as text; undefined where that is left to graphql-js. */
  async written(text: string, { policies = [everything], variables = {} }: { policies?: readonly Policy[]; variables?: object } = {}): Promise<string | undefined> {
    const document = this.documents.get(text) ?? parse(text);
    this.documents.set(text, document);
    const fragments = Object.fromEntries(document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])));
    const context = { read: this.reader(policies) };
    const answer = await writtenAnswer({ schema: this.schema, operation: getOperationAST(document)!, fragments, variables: { ...variables }, context });
    return answer?.json;
  }

  /** The read path for somebody with these policies, its statements noted. */
  reader(policies: readonly Policy[]): Reader {
    const pool = { query: (config: pg.QueryConfig) => (this.statements.push(config), this.pool.query(config)) } as unknown as pg.Pool;
    return new Reader({ pool, dataSource: this.dataSource, ability: mergePolicies(policies, nobody), now: () => NOW, today: () => TODAY });
  }

  /** The data of a query that must succeed. */
  async data(text: string, options: Parameters<Trade["query"]>[1] = {}): Promise<any> {
    const { data, errors } = await this.query(text, options);
    if (errors) throw new Error(`${text}\n${errors.map(({ message }) => message).join("\n")}\n${this.statements.at(-1)?.text}`);
    return data;
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.dataSource.destroy();
    await onServer((server) => server.query(`DROP DATABASE ${this.database} WITH (FORCE)`));
  }
}

export const everything: Policy = (can) => { can("read", "all"); };

async function onServer(work: (server: pg.Client) => Promise<unknown>) {
  const server = new pg.Client({ connectionString: process.env.TEST_PG_URL });
  await server.connect();
  try {
    await work(server);
  } finally {
    await server.end();
  }
}
