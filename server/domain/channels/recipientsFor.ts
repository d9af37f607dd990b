import type { Channel } from "../../../entities/Channel.js";
import { AgentAction, ChannelAudience } from "../../../entities/enums.js";
import type { Tx } from "../../database/unitOfWork.js";
import { CHANNEL_KINDS } from "../../ports/channelKinds.js";
import { DomainError } from "../errors.js";

export type Destination = Pick<Channel, "kind" | "audience" | "recipients">;

/**
 * Whom a message about a distributor reaches on a channel: the channel's own recipients where it is a team's; where it is for
 * partners, the distributor's primary contacts who agreed to be written to there, or else the first other contact who did.
 */
export async function recipientsFor(tx: Tx, channel: Destination, distributorId: string): Promise<string[]> {
  if (channel.audience === ChannelAudience.TEAM) return channel.recipients;
  const { contactAddress } = CHANNEL_KINDS[channel.kind];
  if (!contactAddress) return [];
  const agreed = await tx.read<{ address: string; primary: boolean }>(
    `SELECT ${contactAddress}::text AS address, is_primary AS "primary" FROM contacts
     WHERE distributor_id = $1 AND archived_at IS NULL AND $2 = ANY (consents) AND ${contactAddress} IS NOT NULL ORDER BY is_primary DESC, id`,
    [distributorId, channel.kind],
  );
  const primary = agreed.filter((contact) => contact.primary);
  return [...new Set((primary.length ? primary : agreed.slice(0, 1)).map(({ address }) => address))];
}

/** Whom it reaches, or a refusal that says what to do where that is nobody. */
export async function requireRecipients(tx: Tx, channel: Destination, distributorId: string, field?: string): Promise<string[]> {
  const recipients = await recipientsFor(tx, channel, distributorId);
  if (recipients.length) return recipients;
  const [distributor] = await tx.query<{ name: string }>(`SELECT legal_name AS name FROM distributors WHERE id = $1`, [distributorId]);
  throw new DomainError("NO_RECIPIENT", nobodyToWriteTo(channel, distributor!.name), field);
}

export const nobodyToWriteTo = ({ kind, audience }: Destination, distributor: string): string =>
  audience === ChannelAudience.TEAM
    ? "The channel reaches nobody; give it recipients or choose another channel."
    : `No contact of ${distributor} has agreed to ${CHANNEL_KINDS[kind].name}; add one with consent or choose another channel.`;

/** What an agent does who words a message for this channel. */
export const wordingFor = ({ audience }: Pick<Channel, "audience">): AgentAction =>
  audience === ChannelAudience.PARTNER ? AgentAction.DRAFT_EMAIL : AgentAction.DRAFT_INTERNAL_UPDATE;
