import { Draft } from "../../../entities/Draft.js";
import { OutboundMessage } from "../../../entities/OutboundMessage.js";
import type { Tx } from "../../database/unitOfWork.js";
import { notFound } from "../errors.js";
import { named } from "../lockFor.js";

/** Locks the draft of a message; before the message itself, as every verb on drafts does, so that no two wait for each other. */
export async function lockDraftOf(tx: Tx, messageId: string): Promise<Draft> {
  const { id } = named(messageId) as { id?: string };
  const [row] = id ? await tx.query<{ draft_id: string }>(`SELECT draft_id FROM outbound_messages WHERE id = $1`, [id]) : [];
  if (!row) throw notFound(OutboundMessage.name);
  return tx.lock(Draft, row.draft_id, ["task", "distributor"]);
}

export async function lockMessage(tx: Tx, messageId: string): Promise<{ draft: Draft; message: OutboundMessage }> {
  const draft = await lockDraftOf(tx, messageId);
  return { draft, message: await tx.lock(OutboundMessage, messageId) };
}
