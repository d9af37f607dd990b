import { parseArgs } from "node:util";
import { pino } from "pino";
import { isDay } from "../../entities/scalars.js";
import { openBase } from "../compose.js";
import { loadConfig } from "../config.js";
import { systemContext } from "../context.js";
import { runDetection } from "../domain/detection/runDetection.js";
import { tellDetection } from "./tellDetection.js";

const USAGE = `npm run detect -- [--since DAY] [--rules CODE,CODE]

Runs the detection rules over all records, for example when all files of an import are in.
  --since DAY    look at what happened since YYYY-MM-DD: what began before is history and opens no case, now and later
  --rules LIST   only these rules`;

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { since: { type: "string" }, rules: { type: "string" }, help: { type: "boolean" } } });
  if (values.help) return console.log(USAGE);
  if (values.since && !isDay(values.since)) throw new Error(`--since ${values.since} is no day as YYYY-MM-DD.\n\n${USAGE}`);
  const base = await openBase(loadConfig(), { log: pino({ level: "warn" }, process.stderr) });
  try {
    tellDetection(await runDetection(systemContext(base.services, "cli"), { cause: "manual", since: values.since, rules: values.rules?.split(",") }));
  } finally {
    await base.close();
  }
}

run().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
