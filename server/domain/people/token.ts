import { createHash, randomBytes } from "node:crypto";

/** A fresh secret and the only thing of it that is stored. The prefix makes leaked ones easy to find. */
export function newToken(prefix: string): { token: string; hash: Buffer } {
  const token = `${prefix}_${randomBytes(32).toString("base64url")}`;
  return { token, hash: hashToken(token) };
}

// A token has 256 random bits, so a plain hash is as strong as a slow one.
export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();
