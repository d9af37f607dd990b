import { Channel } from "../../../entities/Channel.js";
import { ChannelRoute } from "../../../entities/ChannelRoute.js";
import { ActorKind, type ChannelKind, type TeamCode } from "../../../entities/enums.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { authorizeNoun } from "../../policies/authorize.js";
import { badInput } from "../errors.js";

export interface NewChannel {
  /** Kind and place in one word, for example `slack:#logistics`. */
  code: string;
  kind: ChannelKind;
  name: string;
  address: string;
  /** Everybody a message reaches; the address alone when left out. */
  recipients?: string[];
  team?: TeamCode | null;
  /** Which exceptions' messages go there; none when left out. */
  routes?: { position: number; team?: TeamCode; exceptionType?: string; minSeverity?: number }[];
}

/** Adds a destination for messages, with the routes that lead to it. */
export const addChannel = (ctx: Context, { routes = [], ...input }: NewChannel): Promise<Channel> =>
  ctx.transaction(async (tx) => {
    if (ctx.actor.kind !== ActorKind.SYSTEM) authorizeNoun(ctx.actor, "change", "Channel", "add channels");
    if (await tx.manager.findOneBy(Channel, { code: input.code })) throw badInput("code", `There is a channel ${input.code} already.`);
    const channel = await tx.insert(Channel, { ...input, recipients: input.recipients ?? [input.address], team: input.team ?? null, active: true });
    record(tx, "channel.created", channel);
    for (const { position, team = null, exceptionType = null, minSeverity = 1 } of routes) {
      record(tx, "route.created", await tx.insert(ChannelRoute, { position, team, exceptionType, minSeverity, channelId: channel.id }));
    }
    return channel;
  });
