import { InboundEventState } from "../../../entities/enums.js";
import { InboundEvent } from "../../../entities/InboundEvent.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { DomainError } from "../errors.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";

/** A person has a dead event tried anew, once what it failed of is mended. */
export const replayInbound = (ctx: Context, { id, version }: { id: string; version: number }): Promise<InboundEvent> =>
  ctx.decision(async (tx) => {
    const event = await lockFor(ctx, tx, InboundEvent, id, "decide");
    if (event.state !== InboundEventState.DEAD) throw new DomainError("WRONG_STATE", `The event is ${event.state}; only a dead one is replayed.`);
    requireVersion(event, version);
    Object.assign(event, { state: InboundEventState.PENDING, attempts: 0, nextAttemptAt: tx.now });
    tx.save(event);
    record(tx, "inboundEvent.replayed", event);
    return event;
  });
