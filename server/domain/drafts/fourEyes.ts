import type { Channel } from "../../../entities/Channel.js";
import { ChannelAudience, ChannelPolicy, TeamCode } from "../../../entities/enums.js";
import type { ExceptionCase } from "../../../entities/ExceptionCase.js";
import type { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { Order } from "../../../entities/Order.js";
import { ruleOf } from "../detection/catalogue.js";
import { BASE_CURRENCY, inBaseCurrency, type Query } from "../detection/fx.js";

/** From this value on, in minor units of the organisation's currency, nobody approves words of their own; the band is coarse on purpose. */
const FROM_MINOR = 5_000_000;

/** What the rule of four eyes looks at. */
export interface Matter {
  task: Pick<FollowUpTask, "channelPolicy" | "ownerTeam" | "distributorId">;
  exception: Pick<ExceptionCase, "type" | "valueMinor" | "currency">;
  /** The order behind the case, whose value is at stake where the case has no money of its own. */
  order: Pick<Order, "valueMinor" | "currency"> | null;
  channel: Pick<Channel, "audience">;
  /** Whom the message goes to. */
  recipients: string[];
}

/** Money at stake in minor units: the case's own, or else that of the order behind it. */
const stakeOf = ({ exception, order }: Pick<Matter, "exception" | "order">) => (exception.valueMinor === null ? (order ?? exception) : exception);

const TOP_BAND = "The value at stake is in the top band.";

/** The reasons that take no look at other records. */
export function plainReason(matter: Omit<Matter, "recipients">): string | null {
  const { task, exception } = matter;
  if (task.channelPolicy === ChannelPolicy.FOUR_EYES_REQUIRED) return "The task asks for it.";
  if ([task.ownerTeam, ruleOf(exception.type)?.ownerTeam].includes(TeamCode.LEGAL)) return "Legal matters need a second person.";
  const { valueMinor, currency } = stakeOf(matter);
  return currency === BASE_CURRENCY && (valueMinor ?? 0) >= FROM_MINOR ? TOP_BAND : null;
}

/** Why nobody may approve words of their own here; null where one pair of eyes is enough. */
export async function fourEyesReason(query: Query, today: string, matter: Matter): Promise<string | null> {
  const plain = plainReason(matter);
  if (plain) return plain;
  const { task, channel, recipients } = matter;
  const { valueMinor, currency } = stakeOf(matter);
  if (valueMinor !== null && currency !== BASE_CURRENCY) {
    const stake = await inBaseCurrency(query, today, valueMinor, currency);
    if (stake === null) return `Without an exchange rate for ${currency} nobody can tell whether the value at stake is in the top band.`;
    if (stake >= FROM_MINOR) return TOP_BAND;
  }
  if (channel.audience === ChannelAudience.PARTNER && !(await wroteBefore(query, task, recipients))) return "It is the first message to this partner.";
  return null;
}

/** Why the rule binds whoever lifted it, though nobody else. */
export const liftedBy = (task: Pick<FollowUpTask, "fourEyesLiftedById">, userId: string | undefined): string | null =>
  task.fourEyesLiftedById !== null && task.fourEyesLiftedById === userId ? "You lifted the task's own rule." : null;

const wroteBefore = async (query: Query, { distributorId }: Matter["task"], recipients: string[]) =>
  (await query(`SELECT FROM outbound_messages WHERE distributor_id = $1 AND recipient = ANY ($2) AND sent_at IS NOT NULL LIMIT 1`, [distributorId, recipients])).length > 0;
