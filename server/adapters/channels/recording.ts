import { ChannelKind } from "../../../entities/enums.js";
import type { MessageChannel } from "../../ports/MessageChannel.js";

/** The built-in outbox: accepts everything and reaches nobody. What it took stands in the product's own records alone. */
export const recordingChannel: MessageChannel = {
  kind: ChannelKind.RECORDING,
  external: false,
  capabilities: { threads: true, lookup: false, idempotent: true, maxLength: 20_000 },

  async post({ recipient, threadId, idempotencyKey }) {
    const messageId = `rec-${idempotencyKey}`;
    return { outcome: "accepted", reference: { channel: recipient, messageId, threadId: threadId ?? messageId, link: null } };
  },

  async check() {},
};
