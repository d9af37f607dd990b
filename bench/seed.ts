import "reflect-metadata";
import { parseArgs } from "node:util";
import { openBase } from "../server/compose.js";
import { type Config, loadConfig } from "../server/config.js";
import { startEmbedded } from "../server/database/embedded.js";
import { generate, sizeOf } from "./generate/generate.js";

const USAGE = `npm run seed -- --orders 100000

Fills an empty database with generated records, to try the product at size. It takes DATABASE_URL and DATABASE_MIGRATION_URL,
or DATA_DIR for an embedded database, and refuses one that holds records: DATA_DIR=.data/large npm run seed -- --orders 100000.
Then npm run admin:create makes you an account, and npm start with the same settings serves it.`;

/** Where the tables' owner logs in: as the settings say, or to the embedded server, which is started and kept for the others to join. */
async function ownerOf(config: Config) {
  if (config.databaseUrl) return { config, ownerUrl: config.migrationUrl ?? config.databaseUrl, release: async () => undefined };
  const embedded = await startEmbedded({ dataDir: config.dataDir, log: console.log });
  return { config: { ...config, databaseUrl: embedded.url, migrationUrl: embedded.migrationUrl }, ownerUrl: embedded.migrationUrl, release: embedded.stop };
}

async function main() {
  const { values } = parseArgs({ options: { orders: { type: "string" }, help: { type: "boolean" } } });
  const orders = Number(values.orders);
  if (values.help || !Number.isInteger(orders) || orders < 1) return console.log(USAGE);
  const started = performance.now();
  const { config, ownerUrl, release } = await ownerOf(loadConfig());
  try {
    const base = await openBase({ ...config, logLevel: "warn" });
    try {
      await generate(base.services, ownerUrl, sizeOf(orders), (step) => console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${step}`));
      console.log(`${orders.toLocaleString("en")} orders after ${((performance.now() - started) / 1000).toFixed(1)} s.`);
    } finally {
      await base.close();
    }
  } finally {
    await release();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
