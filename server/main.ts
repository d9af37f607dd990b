import "reflect-metadata";
import type { DemoLogin } from "../seeds/loadDemo.js";
import type { Base, Tower } from "./compose.js";
import { type Config, loadConfig } from "./config.js";
import { startEmbedded } from "./database/embedded.js";
import { loggerFor } from "./logger.js";
import { assertPortFree, inWords } from "./startTrouble.js";
import { printWelcome } from "./welcome.js";

const PATIENCE_MS = 20_000;

/** Starts the product and keeps it running until it is told to stop, which it does without losing work. */
async function main(): Promise<void> {
  const config = loadConfig();
  let opening: Promise<Base> | undefined;
  let tower: Tower | undefined;
  const stopped = stopOnSignals(async () => (tower ?? (await opening?.catch(() => undefined)))?.close());
  try {
    if (config.process !== "worker") await assertPortFree(config);
    const base = await (opening = open(config));
    const logins = config.environment === "demo" ? await fillDemo(base, config) : [];
    const { composeTower } = await import("./compose.js");
    tower = await composeTower(config, base).catch(async (error) => {
      await base.close();
      throw error;
    });
    printWelcome(tower.url, config, logins);
  } catch (error) {
    if (stopped()) return; // what was being started was closed under its feet
    throw inWords(error, config);
  }
}

/** Loads the product, which is large, while PostgreSQL comes up beside it. */
async function open(config: Config): Promise<Base> {
  const log = loggerFor(config);
  const [{ openBase }, started] = await Promise.all([
    import("./compose.js"),
    config.databaseUrl ? undefined : startEmbedded({ dataDir: config.dataDir, log: (line) => log.info(line) }),
  ]);
  return openBase(config, { log }, started);
}

async function fillDemo({ services }: Base, { dataDir }: Config): Promise<DemoLogin[]> {
  const [{ loadDemo }, { recordingChannel }] = await Promise.all([import("../seeds/loadDemo.js"), import("./adapters/channels/recording/channel.js")]);
  return loadDemo(services, dataDir, recordingChannel);
}

/** The first signal drains; npm and a terminal often send it more than once, so repeats change nothing. */
function stopOnSignals(close: () => Promise<void>): () => boolean {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    close().then(() => process.exit(0), (error) => {
      console.error("The stop was not clean:", error);
      process.exit(1);
    });
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return () => stopping;
}

main().catch((error: Error) => {
  console.error(`\n${error.message}\n`);
  process.exit(1);
});
