import { DomainError } from "./errors.js";

/** Refuses a change by somebody who read an older version, so that nobody overwrites what they have not seen. */
export function requireVersion(record: { version: number }, version: number): void {
  if (record.version !== version) {
    throw new DomainError("STALE_VERSION", `It was changed meanwhile: you read version ${version}, it is at ${record.version}. Read it again and decide anew.`, "version");
  }
}
