import { In, IsNull } from "typeorm";
import { Channel } from "../../../entities/Channel.js";
import type { ExceptionCase } from "../../../entities/ExceptionCase.js";
import type { Tx } from "../../database/unitOfWork.js";
import { badInput } from "../errors.js";
import { recipientsFor, requireRecipients } from "./recipientsFor.js";

/**
 * Where messages about an exception go: the channels a person named, or those that the routes lead to, in the routes' order.
 * A route whose channel has nobody to write to is passed over where another leads somewhere; a person who named one is told.
 */
export async function channelsFor(tx: Tx, exception: Pick<ExceptionCase, "type" | "severity" | "ownerTeam" | "distributorId">, codes?: string[] | null): Promise<Channel[]> {
  if (codes) {
    if (!codes.length) throw badInput("communicationChannels", "Name at least one channel, or leave it out and the routes decide.");
    const named: Channel[] = [];
    for (const code of new Set(codes)) {
      const channel = await tx.manager.findOneBy(Channel, { code, active: true, archivedAt: IsNull() });
      if (!channel) throw badInput("communicationChannels", `There is no active channel ${code}.`);
      await requireRecipients(tx, channel, exception.distributorId, "communicationChannels");
      named.push(channel);
    }
    return named;
  }
  const rows = await tx.query<{ channel_id: string }>(
    `SELECT r.channel_id, min(r.position) AS position FROM channel_routes r JOIN channels c ON c.id = r.channel_id
     WHERE c.active AND c.archived_at IS NULL AND (r.team IS NULL OR r.team = $1)
       AND (r.exception_type IS NULL OR r.exception_type = $2) AND r.min_severity <= $3
     GROUP BY r.channel_id ORDER BY position`,
    [exception.ownerTeam, exception.type, exception.severity],
  );
  const found = await tx.manager.findBy(Channel, { id: In(rows.map((row) => row.channel_id)) });
  const routed = rows.map((row) => found.find((channel) => channel.id === row.channel_id)!);
  if (!routed.length) throw badInput("communicationChannels", "No route leads anywhere for this exception; name a channel or add a route.");
  const reaching: Channel[] = [];
  for (const channel of routed) if ((await recipientsFor(tx, channel, exception.distributorId)).length) reaching.push(channel);
  return reaching.length ? reaching : routed;
}
