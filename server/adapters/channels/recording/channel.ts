import type { MessageChannel } from "../../../ports/MessageChannel.js";
import { traits } from "./traits.js";

/** The built-in outbox: accepts everything and reaches nobody. What it took stands in the product's own records alone. */
export const recordingChannel: MessageChannel = {
  ...traits,
  external: false,

  async post({ recipient, threadId, idempotencyKey }) {
    const messageId = `rec-${idempotencyKey}`;
    return { outcome: "accepted", reference: { channel: recipient, messageId, threadId: threadId ?? messageId, link: null } };
  },

  async check() {},
};
