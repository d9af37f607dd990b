import type pg from "pg";
import { getOperationAST, parse } from "graphql";
import { buildTowerSchema } from "../../schema/buildSchema.js";
import { authenticate } from "../../server/domain/people/authenticate.js";
import { Context } from "../../server/context.js";
import { writtenAnswer } from "../../server/read/written.js";
import { fire } from "../load.js";
import type { Options } from "../options.js";
import type { Figure } from "../report.js";
import { startChild } from "../servers/child.js";
import { environmentOf, setStage, type Stage } from "../stage.js";
import { tower } from "../work/work.js";
import { shotsAt } from "./requests.js";

/** A table with more rows than this is not to be read from end to end for one request. */
const LARGE = 5_000;
const PIECES = ["q1", "q2", "m1"] as const;

/** The same work on ever larger data, and whether any of its statements reads a large table from end to end. */
export async function measureGrowth(options: Options, tell: (line: string) => void): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const orders of options.growth) {
    const stage = await setStage({ ...options, orders, data: options.data && `${options.data}-${orders}` });
    try {
      const size = orders.toLocaleString("en");
      const scans = await sequentialScans(stage);
      for (const scan of scans) tell(`      ${size} orders: ${scan}`);
      figures.push({ name: `sequential scans at ${size} orders`, value: scans.length, unit: "", atMost: 0 });
      for (const [name, value] of await speeds(stage, options)) figures.push({ name: `${name} at ${size} orders`, value, unit: "ms, median" });
    } finally {
      await stage.close();
    }
  }
  return figures;
}

/** The median of one request at a time, so that data and not the queue is what is measured. */
async function speeds(stage: Stage, { seconds, warmUpSeconds }: Options): Promise<[string, number][]> {
  const child = await startChild("servers/tower.js", environmentOf(stage));
  try {
    const medians: [string, number][] = [];
    for (const piece of PIECES) {
      const next = await shotsAt({ name: "ours", dialect: tower, token: stage.token, child }, piece, stage);
      const round = (length: number) => fire(child.url, next, { seconds: length, connections: 1, token: stage.token });
      await round(warmUpSeconds / 2);
      medians.push([piece.toUpperCase(), (await round(seconds)).p50]);
    }
    return medians;
  } finally {
    await child.stop();
  }
}

/** What the plans of Q1 and Q2 read from end to end, for somebody who sees a part of the data. */
async function sequentialScans({ base: { services }, token, owner, orders }: Stage): Promise<string[]> {
  const { actor } = (await authenticate(services, token))!;
  const seen: pg.QueryConfig[] = [];
  const pool = { query: (config: pg.QueryConfig) => (seen.push(config), services.pool.query(config)) } as unknown as pg.Pool;
  const context = new Context({ ...services, pool, totals: undefined }, actor, "bench");
  const schema = buildTowerSchema();
  for (const { body } of [tower.q1(null), tower.q2(orders[0]!)]) {
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    if (!(await writtenAnswer({ schema, operation: getOperationAST(parse(query))!, fragments: {}, variables, context }))) throw new Error("This is not answered as text.");
  }
  const { rows } = await owner.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND reltuples > $1`, [LARGE]);
  const large = new Set(rows.map(({ name }) => name));
  const scans: string[] = [];
  for (const { text, values } of seen) {
    const { rows: [plan] } = await services.pool.query(`EXPLAIN (FORMAT JSON) ${text}`, values);
    scans.push(...scansIn(plan["QUERY PLAN"][0].Plan).filter((table) => large.has(table)).map((table) => `${table} is read from end to end by ${text.slice(0, 60)} …`));
  }
  return scans;
}

interface Plan { "Node Type": string; "Relation Name"?: string; Plans?: Plan[] }
const scansIn = (plan: Plan): string[] => [...(plan["Node Type"] === "Seq Scan" ? [plan["Relation Name"]!] : []), ...(plan.Plans ?? []).flatMap(scansIn)];
