import { DomainError } from "../domain/errors.js";

/** A noun or a field that the actor may never read. */
export const mayNotRead = (noun: string, field?: string) =>
  new DomainError("FORBIDDEN", `You may not read ${field ? `${noun}.${field}` : `any ${noun}`}.`, field);

/** The schema or a policy asks for something the read path can't turn into SQL; a mistake of ours, never of a client. */
export class UnsupportedRead extends Error {
  override name = "UnsupportedRead";
}

/** PostgreSQL can't write this answer as it stands; graphql-js completes it. */
export class NotWritten extends Error {
  override name = "NotWritten";
}

// Values reach PostgreSQL as parameters only, so a value it can't convert is the client's.
const UNREADABLE_VALUE = new Set(["22P02", "22P05", "22003", "22007", "22008", "22021"]);
export const isUnreadableValue = (error: unknown) => UNREADABLE_VALUE.has((error as { code?: string } | null)?.code ?? "");

const QUERY_CANCELED = "57014";
/** Whether PostgreSQL ended a statement because it took too long. */
export const isTimeout = (error: unknown) => (error as { code?: string } | null)?.code === QUERY_CANCELED;
