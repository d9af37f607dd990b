import { OutboundMessage } from "../../entities/OutboundMessage.js";
import { outboundLifecycle } from "./outboundMessage.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const outboundMessage = recordKind({
  kind: "outboundMessage",
  entity: OutboundMessage,
  state: { property: "status", lifecycle: outboundLifecycle },
});
