import "reflect-metadata";
import { loadConfig, type Config } from "./config.js";
import { composeTower, openBase, type Tower } from "./compose.js";
import { loadDemo } from "../seeds/loadDemo.js";
import { printWelcome } from "./welcome.js";

const PATIENCE_MS = 20_000;

/** Starts the product and keeps it running until it is told to stop, which it does without losing work. */
async function main(): Promise<void> {
  const config = loadConfig();
  const base = await openBase(config);
  const logins = config.environment === "demo" ? await loadDemo(base.services, config.dataDir) : [];
  const tower = await composeTower(config, base).catch(async (error) => {
    await base.close();
    throw explained(error, config);
  });
  stopOnSignals(tower);
  printWelcome(tower.url, config, logins);
}

/** A port that is taken is the commonest trouble of a newcomer, so it gets its own sentence. */
function explained(error: Error & { code?: string }, { port }: Config): Error {
  if (error.code !== "EADDRINUSE") return error;
  return new Error(`Port ${port} is taken by another program. Stop that one, or start on another port: PORT=${port + 1} npm start`);
}

/** The first signal drains; npm and a terminal often send it more than once, so repeats change nothing. */
function stopOnSignals(tower: Tower): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    tower.services.log.info("stopping: requests, jobs and sockets are drained");
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    tower.close().then(() => process.exit(0), (error) => {
      tower.services.log.error({ err: error }, "the stop was not clean");
      process.exit(1);
    });
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

main().catch((error: Error) => {
  console.error(`\n${error.message}\n`);
  process.exit(1);
});
