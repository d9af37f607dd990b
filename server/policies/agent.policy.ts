import { ActorKind } from "../../entities/enums.js";
import type { Policy } from "./ability.js";

/** An agent reads the tasks it is assigned to, their drafts and messages, and proposes drafts on them. */
export const agentPolicy: Policy = (can, _cannot, { kind, agentProfileId }) => {
  if (kind !== ActorKind.AGENT || !agentProfileId) return;
  can(["read", "propose"], "FollowUpTask", { agentProfileId });
  can("read", ["Draft", "OutboundMessage"], { "task.agentProfileId": agentProfileId });
};
