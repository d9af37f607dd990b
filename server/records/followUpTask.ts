import { TaskStatus as S } from "../../entities/enums.js";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import { taskLifecycle } from "./followUpTask.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const followUpTask = recordKind({
  kind: "task",
  entity: FollowUpTask,
  state: {
    property: "status",
    lifecycle: taskLifecycle,
    tones: { risk: [S.WAITING_FOR_HUMAN_APPROVAL], live: [S.DRAFTING, S.APPROVED], done: [S.POSTED, S.RESOLVED] },
    words: { [S.WAITING_FOR_HUMAN_APPROVAL]: "Needs approval", [S.AWAITING_RESPONSE]: "Awaiting reply" },
  },
  page: { path: "tasks", label: "Tasks", icon: "IconChecklist" },
});
