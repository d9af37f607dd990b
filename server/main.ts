import "reflect-metadata";
import { loadConfig, type Config } from "./config.js";
import { composeTower, openBase, type Tower } from "./compose.js";
import { loadDemo } from "../seeds/loadDemo.js";
import { printWelcome } from "./welcome.js";

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

function stopOnSignals(tower: Tower): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      tower.services.log.info("stopping: requests, jobs and sockets are drained");
      const patience = setTimeout(() => process.exit(1), 20_000);
      void tower.close().then(() => { clearTimeout(patience); process.exit(0); }, (error) => { console.error(error); process.exit(1); });
    });
  }
}

main().catch((error: Error) => {
  console.error(`\n${error.message}\n`);
  process.exit(1);
});
