import { OutboundStatus as S } from "../../entities/enums.js";
import { OutboundMessage } from "../../entities/OutboundMessage.js";
import { outboundLifecycle } from "./outboundMessage.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const outboundMessage = recordKind({
  kind: "outboundMessage",
  entity: OutboundMessage,
  state: {
    property: "status",
    lifecycle: outboundLifecycle,
    tones: { risk: [S.UNKNOWN, S.RETRYING], live: [S.QUEUED, S.SENDING], done: [S.SENT, S.DELIVERED, S.READ], breach: [S.FAILED] },
    words: { [S.UNKNOWN]: "Unknown whether sent", [S.RETRYING]: "Will try again" },
  },
});
