import { FollowUpTask } from "../../entities/FollowUpTask.js";
import { taskLifecycle } from "./followUpTask.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const followUpTask = recordKind({
  kind: "task",
  entity: FollowUpTask,
  state: { property: "status", lifecycle: taskLifecycle },
  page: { path: "tasks", label: "Tasks" },
});
