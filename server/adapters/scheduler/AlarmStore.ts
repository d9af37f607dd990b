import type { JobRepository } from "agenda";

/** Where the alarms are kept: one of Agenda's repositories, and what the adapter needs around it. */
export interface AlarmStore {
  repository: JobRepository;

  /** Makes whatever is missing: run at the start, and again and again against a store that was dropped meanwhile. */
  prepare(): Promise<void>;

  close(): Promise<void>;
}

/** Whether the store refused a second alarm of one key; FerretDB, building an index, says so in words alone. */
export function isDuplicate(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: string };
  return code === "23505" || code === 11000 || /UNIQUE constraint failed/.test(message ?? "");
}
