import { rm } from "node:fs/promises";
import type { ThrowAway } from "./globalSetup.js";

/** Stops the run's PostgreSQL and removes its data. */
export default async function globalTeardown() {
  const { throwAway } = globalThis as { throwAway?: ThrowAway };
  if (!throwAway) return;
  await throwAway.database.stop();
  await rm(throwAway.folder, { recursive: true, force: true });
}
