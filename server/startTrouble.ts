import { once } from "node:events";
import { createServer } from "node:net";
import type { Config } from "./config.js";

/** Finds a port that is taken before the database is started and the demo loaded in vain. */
export async function assertPortFree({ port, host }: Config): Promise<void> {
  const probe = createServer().listen(port, host);
  await once(probe, "listening");
  await new Promise((resolve) => probe.close(resolve));
}

const UNREACHABLE = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH"]);
const REFUSED = new Set(["28P01", "28000", "3D000"]);

/** What is wrong at the start and what to do about it, in one sentence where the trouble is a common one. */
export function inWords(error: unknown, { port, host, databaseUrl, migrationUrl }: Config): Error {
  const { code = "", message, syscall } = error as NodeJS.ErrnoException;
  if (syscall === "listen" || (syscall === "getaddrinfo" && !databaseUrl)) {
    if (code === "EADDRINUSE") return new Error(`Port ${port} is taken by another program. Stop that one, or start on another port: PORT=${port + 1} npm start`);
    if (code === "EACCES") return new Error(`This account may not use port ${port}. Choose one above 1023: PORT=4000 npm start`);
    return new Error(`HOST=${host} is not an address of this machine (${code}). Leave it out to serve this machine alone, or set 0.0.0.0 for all.`);
  }
  const where = databaseUrl && [...new Set([databaseUrl, migrationUrl ?? databaseUrl].map((url) => new URL(url).host))].join(" or ");
  if (where && UNREACHABLE.has(code)) return new Error(`The database at ${where} can't be reached (${code}). Is it running, and is DATABASE_URL right?`);
  if (where && REFUSED.has(code)) return new Error(`The database at ${where} refuses us: ${message}. See DATABASE_URL and DATABASE_MIGRATION_URL.`);
  return error as Error;
}
