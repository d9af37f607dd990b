import { Channel } from "../../../entities/Channel.js";
import { ChannelRoute } from "../../../entities/ChannelRoute.js";
import { ChannelAudience, type ChannelKind, type TeamCode } from "../../../entities/enums.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { authorizeNoun } from "../../policies/authorize.js";
import { CHANNEL_KINDS } from "../../ports/channelKinds.js";
import { badInput } from "../errors.js";

export interface NewChannel {
  /** Kind and place in one word, for example `slack:#logistics`. */
  code: string;
  kind: ChannelKind;
  name: string;
  address: string;
  /** For whom it is; what its kind is for when left out. */
  audience?: ChannelAudience;
  /** Everybody a message of a team's channel reaches; the address alone when left out. */
  recipients?: string[];
  team?: TeamCode | null;
  /** Which exceptions' messages go there; none when left out. */
  routes?: { position: number; team?: TeamCode; exceptionType?: string; minSeverity?: number }[];
}

/** Adds a destination for messages, with the routes that lead to it. */
export const addChannel = (ctx: Context, { routes = [], ...input }: NewChannel): Promise<Channel> =>
  ctx.transaction(async (tx) => {
    authorizeNoun(ctx.actor, "change", "Channel", "add channels");
    if (await tx.manager.findOneBy(Channel, { code: input.code })) throw badInput("code", `There is a channel ${input.code} already.`);
    const { audience: usual, contactAddress, name } = CHANNEL_KINDS[input.kind];
    const audience = input.audience ?? usual;
    const toPartners = audience === ChannelAudience.PARTNER;
    if (toPartners && !contactAddress) throw badInput("audience", `A partner's contacts have no address on ${name}; such a channel is for a team.`);
    if (toPartners && input.recipients) throw badInput("recipients", "A channel for partners reaches the contacts of each distributor; leave its recipients out.");
    const recipients = toPartners ? [] : (input.recipients ?? [input.address]);
    const channel = await tx.insert(Channel, { ...input, audience, recipients, team: input.team ?? null, active: true });
    record(tx, "channel.created", channel);
    for (const { position, team = null, exceptionType = null, minSeverity = 1 } of routes) {
      record(tx, "route.created", await tx.insert(ChannelRoute, { position, team, exceptionType, minSeverity, channelId: channel.id }));
    }
    return channel;
  });
