import { Button } from "@mantine/core";
import { sayUndoable } from "../../app/undo";
import { sayRefused, useVerb } from "../../app/useVerb";
import { useViewer } from "../../app/viewer";
import { type FragmentType, getFragmentData } from "../../gql";
import { TaskHead_task } from "./TaskHead";
import { TASK_UPDATE } from "./taskVerbs";

/** Makes the task mine, unless it is already or I may not. */
export function TakeButton({ task: masked }: { task: FragmentType<typeof TaskHead_task> }) {
  const { id } = useViewer();
  const task = getFragmentData(TaskHead_task, masked);
  const [update, busy] = useVerb(TASK_UPDATE);
  if (!id || task.assignee?.id === id || !task.viewerMay.includes("followUpTaskUpdate")) return null;
  const before = task.assignee?.id ?? null;
  const giveBack = async (version: number) => {
    const { refusal } = await update({ taskId: task.taskId, version, assigneeId: before });
    if (refusal && refusal.code !== "ERROR") sayRefused(refusal);
    return !refusal;
  };
  const take = async () => {
    const { done, refusal } = await update({ taskId: task.taskId, version: task.version, assigneeId: id });
    if (done) return sayUndoable(`${task.taskId} is yours`, () => giveBack(done.followUpTask!.version));
    if (refusal.code !== "ERROR") sayRefused(refusal);
  };
  return <Button variant="default" loading={busy} onClick={() => void take()}>Take it</Button>;
}
