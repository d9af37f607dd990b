import type { ChannelKind } from "../../../entities/enums.js";
import type { MessageChannel } from "../../ports/MessageChannel.js";

/** Stands where no channel is configured, so that a message fails with its reason instead of vanishing into a record. */
export const unavailableChannel = (kind: ChannelKind, reason: string): MessageChannel => ({
  kind,
  external: false,
  abilities: { threads: false, lookup: false, idempotent: false, edits: false, retracts: false, receipts: false },
  limits: { characters: Number.MAX_SAFE_INTEGER },
  escape: (text) => text,
  post: async () => ({ outcome: "refused", reason }),
  async check() {
    throw new Error(reason);
  },
});
