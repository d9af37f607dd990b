import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from "graphql";
import { audienceOf } from "../../schema/live/audience.js";
import { liveEvent } from "../../schema/live/events.js";
import { EventStream } from "../../schema/live/stream.js";
import type { Context } from "../context.js";
import { Broadcasts, type Send, type Subscriber } from "./broadcast.js";
import { Turns } from "../read/turns.js";

/** Half of what the pool has, so that requests never wait for subscribers alone. */
const READING_AT_ONCE = 8;

/** A subscription over a socket, with the way its events take. */
export interface SubscriptionArgs extends ExecutionArgs { send: Send }

/** Runs subscriptions: an event is read and put into words once for all who hear the same. */
export function subscriber(textOf: (result: ExecutionResult) => string): (args: SubscriptionArgs) => Promise<Subscriber | ExecutionResult> {
  const broadcasts = new Broadcasts();
  const turns = new Turns(READING_AT_ONCE);
  return async ({ send, ...operation }) => {
    const source = await createSourceEventStream(operation);
    if (!(source instanceof EventStream)) return source as ExecutionResult;
    const context = operation.contextValue as Context;
    return broadcasts.join(audienceOf(operation, source, context.actor), source, send, (event) => turns.take(async () => {
      if (!(await source.readable(event))) return undefined;
      const fresh = context.as(context.actor); // nothing remembered from an earlier event may show
      return Buffer.from(textOf(await execute({ ...operation, rootValue: liveEvent(event, fresh.read), contextValue: fresh })));
    }));
  };
}
