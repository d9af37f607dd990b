import { ChannelKind } from "../../../../entities/enums.js";
import type { ChannelTraits } from "../../../ports/MessageChannel.js";

export const traits: ChannelTraits = {
  kind: ChannelKind.RECORDING,
  abilities: { threads: true, lookup: false, idempotent: true, edits: false, retracts: false, receipts: false },
  limits: { characters: 20_000 },
  escape: (text) => text,
};
