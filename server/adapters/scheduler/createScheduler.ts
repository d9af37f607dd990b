import type { Logger } from "pino";
import type { Scheduler } from "../../ports/Scheduler.js";
import { AgendaScheduler } from "./AgendaScheduler.js";
import { postgresStore } from "./postgresStore.js";
import { within } from "./within.js";

const PATIENCE_MS = 20_000;

// MongoDB's driver is large, so it is loaded where it is used.
let loading: Promise<typeof import("./mongoStore.js")> | undefined;
const loadMongo = () => (loading ??= import("./mongoStore.js"));

/** Opens the alarm clock on MongoDB where a URL is given, otherwise on PostgreSQL; throws when the store can't be reached. */
export async function createScheduler({ mongoUrl, postgresUrl, log }: {
  mongoUrl?: string;
  postgresUrl: string;
  log: Logger;
}): Promise<Scheduler> {
  const store = mongoUrl ? (await loadMongo()).mongoStore(mongoUrl) : postgresStore(postgresUrl);
  try {
    // Agenda itself would wait for ever for a store that is down.
    await within(PATIENCE_MS, store.prepare());
  } catch (error) {
    await store.close().catch(() => undefined);
    throw new Error(`The scheduler's store, ${address(mongoUrl ?? postgresUrl)}, can't be used: ${(error as Error).message || (error as { code?: string }).code}`, { cause: error });
  }
  return new AgendaScheduler(store, log);
}

/** The URL without who logs in, for messages. */
const address = (url: string) => url.replace(/\/\/[^@/]*@/, "//").replace(/\?.*/, "");
