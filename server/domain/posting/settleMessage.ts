import { OutboundStatus } from "../../../entities/enums.js";
import { OutboundMessage } from "../../../entities/OutboundMessage.js";
import type { Context } from "../../context.js";
import { alreadyDone } from "../advance.js";
import { badInput, DomainError } from "../errors.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { lockDraftOf } from "./lockMessage.js";
import { moveOn } from "./moveOn.js";
import { webLink } from "./webLink.js";
import { markFailed, markSent } from "./storeResult.js";
import { visible } from "../visible.js";

export interface SettleMessage {
  messageId: string;
  version: number;
  /** Whether it went out. */
  sent: boolean;
  /** How the person knows; mandatory when it did not go out. */
  reason?: string | null;
  /** The provider's id of the message, when the person found it there. */
  externalMessageId?: string | null;
  externalLink?: string | null;
}

/** A person says what became of a message that nobody else can judge. It is not sent again either way: that takes a new approval. */
export const settleMessage = (ctx: Context, { messageId, version, sent, ...input }: SettleMessage): Promise<OutboundMessage> =>
  ctx.decision(async (tx) => {
    const draft = await lockDraftOf(tx, messageId);
    const message = await lockFor(ctx, tx, OutboundMessage, messageId, "decide");
    if (message.settledById) throw await alreadyDone(ctx, tx, message, `The message was settled as ${message.status}`, "message.settled");
    if (message.status !== OutboundStatus.UNKNOWN) throw new DomainError("WRONG_STATE", `The message is ${message.status}; only one of unknown fate can be settled.`);
    requireVersion(message, version);
    const reason = visible(input.reason ?? "") || null;
    if (!sent && !reason) throw badInput("reason", "Say how you know that it did not go out.");

    const link = webLink(input.externalLink);
    if (input.externalLink?.trim() && !link) throw badInput("externalLink", "A link begins with https:// or http://, names nobody's password and has at most 2,000 characters.");
    Object.assign(message, { settledById: ctx.actor.userId, settledReason: reason });
    if (!sent) {
      await markFailed(tx, draft, message, reason!, "message.settled", { sent });
      return message;
    }
    await markSent(tx, message, { messageId: input.externalMessageId ?? undefined, link }, "message.settled", { sent, reason });
    await moveOn(tx, draft, message);
    return message;
  });
