import { expect } from "@jest/globals";
import type pg from "pg";
import { eventually } from "./socketClient.js";

/** Returns once exactly one other connection waits for what this one has locked. Of locks PostgreSQL tells anew each time, while `pg_stat_activity` repeats within a transaction what it saw first. */
export const waitedFor = (holder: Pick<pg.ClientBase, "query">): Promise<void> =>
  eventually(async () => expect((await holder.query("SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))")).rows).toHaveLength(1));
