import "reflect-metadata";
import { recordingChannel } from "./adapters/channels/recording.js";
import { loadConfig } from "./config.js";
import { composeTower, openBase, type Base, type Tower } from "./compose.js";
import { loadDemo } from "../seeds/loadDemo.js";
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
    const base = await (opening = openBase(config));
    const logins = config.environment === "demo" ? await loadDemo(base.services, config.dataDir, recordingChannel) : [];
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
