import { ChannelKind } from "../../../../entities/enums.js";
import type { ChannelTraits } from "../../../ports/MessageChannel.js";

export const traits: ChannelTraits = {
  kind: ChannelKind.SLACK,
  abilities: { threads: true, lookup: true, idempotent: false, edits: false, retracts: false, receipts: false },
  limits: { characters: 40_000 },
  // Slack's three control characters, so that nothing in a text turns into a mention or a link
  escape: (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
};
