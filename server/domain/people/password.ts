import { hash, verify } from "@node-rs/argon2";
import { DomainError } from "../errors.js";

// OWASP's second recommended setting for argon2id, the library's default algorithm; about 23 ms here.
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 4;
const WAITING = 64;

let running = 0;
const queue: (() => void)[] = [];

/** Caps how many hashes run at once, so that a flood of sign-ins can't take all memory and processor time. */
async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (queue.length >= WAITING) throw new DomainError("UNAVAILABLE", "Too many people sign in at this moment; try again in some seconds.");
    await new Promise<void>((resolve) => queue.push(resolve));
  }
  running++;
  try {
    return await work();
  } finally {
    running--;
    queue.shift()?.();
  }
}

export const hashPassword = (password: string) => limited(() => hash(password, ARGON2ID));

let decoy: Promise<string> | undefined;

/** Takes as long for an unknown account as for a wrong password, so that neither can be told from the other. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const against = passwordHash ?? (await (decoy ??= hashPassword("nobody has this password")));
  const matches = await limited(() => verify(against, password));
  return passwordHash !== null && matches;
}
