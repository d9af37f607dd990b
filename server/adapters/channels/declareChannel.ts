import type { z } from "zod";
import type { ChannelAudience } from "../../../entities/enums.js";
import { CHANNEL_KINDS } from "../../ports/channelKinds.js";
import type { ChannelTraits, MessageChannel } from "../../ports/MessageChannel.js";
import type { Webhook } from "../../ports/Webhook.js";

/** Settings of a channel by the names of their environment variables. */
type Settings = z.ZodObject;

/** A channel as its folder declares it: everything that the rest of the product needs to offer, measure and make it. */
export interface ChannelDeclaration<S extends Settings = Settings> extends ChannelTraits {
  /** For whom a channel of this kind is, where nobody says otherwise. */
  audience: ChannelAudience;
  /** Its environment variables; `config.ts` reads them with all others. */
  settings: S;
  /** The settings without which it sends nothing and says so. */
  mandatory: (keyof z.output<S> & string)[];
  /** Makes it, once its mandatory settings are there. The provider's library is loaded here and not before. */
  make(settings: z.output<S>): Promise<MessageChannel>;
  /** How the provider tells us of events, once the setting is there that holds its secret. */
  webhook?: { secret: keyof z.output<S> & string; make(secret: string): Webhook };
}

/** Declares a channel; its audience is that of its kind, which the domain reads too. */
export const declareChannel = <S extends Settings>(channel: Omit<ChannelDeclaration<S>, "audience">): ChannelDeclaration<S> =>
  ({ ...channel, audience: CHANNEL_KINDS[channel.kind].audience });
