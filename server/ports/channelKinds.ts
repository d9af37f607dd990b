import { ChannelAudience, ChannelKind } from "../../entities/enums.js";

interface KindOfChannel {
  /** As it stands in a sentence: "has agreed to e-mail". */
  name: string;
  /** For whom a channel of this kind is where nobody says otherwise. */
  audience: ChannelAudience;
  /** The contact's value that is an address there; null where a partner's contact has none. */
  contactAddress: "email" | "phone" | null;
}

const { TEAM, PARTNER } = ChannelAudience;

/** What a kind of channel is by nature, whichever adapter carries it. */
export const CHANNEL_KINDS: Record<ChannelKind, KindOfChannel> = {
  [ChannelKind.SLACK]: { name: "Slack", audience: TEAM, contactAddress: null },
  [ChannelKind.TELEGRAM]: { name: "Telegram", audience: TEAM, contactAddress: null },
  [ChannelKind.WHATSAPP]: { name: "WhatsApp", audience: TEAM, contactAddress: "phone" },
  [ChannelKind.TEAMS]: { name: "Teams", audience: TEAM, contactAddress: null },
  [ChannelKind.EMAIL]: { name: "e-mail", audience: PARTNER, contactAddress: "email" },
  [ChannelKind.RECORDING]: { name: "the built-in outbox", audience: TEAM, contactAddress: null },
};
