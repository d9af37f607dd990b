import pg from "pg";
import { systemContext, type Services } from "../../server/context.js";
import { runDetection } from "../../server/domain/detection/runDetection.js";
import { recordsSql } from "./records.js";
import { type Frame, layOutSql } from "./sold.js";
import { storySql, tasksSql } from "./work.js";

export interface Size { orders: number; tasks: number; auditEntries: number }

/** In proportion to the orders: a fifth as many tasks, and five audit entries an order. */
export const sizeOf = (orders: number): Size => ({ orders, tasks: Math.round(orders / 5), auditEntries: orders * 5 });

/**
 * Fills an empty database with plausible records of any size by set-based SQL, lets detection find what is wrong with them,
 * and puts tasks and a story on that. The same size gives the same records, but for their ids and the day.
 * @param ownerUrl logs in as the owner of the tables, who alone may vacuum them
 */
export async function generate(services: Services, ownerUrl: string, size: Size, onStep: (step: string) => void = () => undefined): Promise<void> {
  const ctx = systemContext(services, "seed");
  const frame: Frame = { ...size, now: `TIMESTAMPTZ '${ctx.now().toISOString()}'`, today: `DATE '${ctx.today()}'` };
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const run = async (statements: readonly string[]) => {
    for (const text of statements) await owner.query(text);
  };
  try {
    const { rows: [found] } = await owner.query(`SELECT EXISTS (SELECT FROM distributors) AS records`);
    if (found.records) throw new Error("This database holds records already; generated ones go into a database of their own.");
    await owner.query(`SELECT setseed(0.42)`);
    await owner.query(`SET timezone = 'UTC'`);
    onStep("records");
    await run(layOutSql(frame));
    await run(recordsSql(frame));
    await owner.query("ANALYZE");
    onStep("detection");
    await services.pool.query("SET statement_timeout = 0"); // for the connection that comes next; a million orders at once take longer than any request may
    await runDetection(ctx, { cause: "seed" });
    await services.pool.query("RESET statement_timeout");
    await owner.query("ANALYZE exceptions");
    onStep("tasks and audit");
    await run(tasksSql(frame));
    await run(storySql(frame));
    await services.relay.settle();
    onStep("vacuum");
    await owner.query("VACUUM ANALYZE");
  } finally {
    await owner.end();
  }
}
