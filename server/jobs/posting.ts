import { postDue } from "../domain/posting/postDue.js";
import { recoverInterrupted } from "../domain/posting/recoverInterrupted.js";
import type { JobKit } from "./job.js";

/** Works the outbox off; many wakes at once make one pass and one more, not many. */
export class Outbox {
  private running?: Promise<void>;
  private again = false;
  private readonly stopping = new AbortController();

  constructor(private readonly kit: JobKit) {}

  wake = (): void => {
    if (this.stopping.signal.aborted) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.pass().finally(() => {
      this.running = undefined;
      if (this.again) {
        this.again = false;
        this.wake();
      }
    });
  };

  /** Waits until nothing more is due. */
  async settle(): Promise<void> {
    this.wake();
    while (this.running) await this.running;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async pass(): Promise<void> {
    try {
      await postDue(this.kit.ctx, this.kit.channelFor, { signal: this.stopping.signal });
    } catch (error) {
      this.kit.services.log.error({ err: error }, "posting failed; the next pass tries again");
    }
  }
}

export const recoverMessages = ({ ctx, channelFor }: JobKit) => recoverInterrupted(ctx, channelFor);
