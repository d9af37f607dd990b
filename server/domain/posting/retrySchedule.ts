const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 10 * 60;
const ATTEMPTS = 12;

/**
 * When a message that did not leave is tried again; null when enough was tried. A provider that asked to wait is obeyed for
 * as long as the approval lives: being asked to slow down is no failure of the message.
 */
export function nextAttemptAt(attempts: number, now: Date, retryAfterSeconds?: number): Date | null {
  if (retryAfterSeconds !== undefined) return inSeconds(now, Math.max(1, retryAfterSeconds));
  if (attempts >= ATTEMPTS) return null;
  return inSeconds(now, Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (attempts - 1)));
}

const inSeconds = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1_000);
