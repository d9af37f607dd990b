import { useQuery } from "@apollo/client/react";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useParams } from "react-router";
import { useActions } from "../../app/actions";
import { useReread } from "../../app/live/changes";
import { troubleOf } from "../../app/trouble";
import { useTitle } from "../../app/useTitle";
import { Panel } from "../../components/Panel";
import { RecordLayout } from "../../components/RecordLayout";
import { Kbd } from "../../components/Kbd";
import { RecordSkeleton } from "../../components/Skeletons";
import { Failure } from "../../components/States";
import { getFragmentData, graphql } from "../../gql";
import { ReopenDialog, ResolveDialog, SnoozeDialog } from "../../records/task/TaskDialogs";
import { TakeButton } from "../../records/task/TakeButton";
import { TaskHead, TaskHead_task, TaskTerms } from "../../records/task/TaskHead";
import { TaskWork } from "../../records/task/TaskWork";
import { Timeline } from "../../records/timeline/Timeline";
import { NoSuchRecord } from "../NotFound/NotFound";

const TASK = graphql(`
  query Task($number: String!) {
    followUpTask(number: $number) { id ...TaskHead_task ...TaskWork_task }
  }
`);

/** The accountable work on one exception. */
export function Task() {
  const { number = "" } = useParams();
  useTitle(number);
  const { data, error, refetch } = useQuery(TASK, { variables: { number } });
  useReread(["tasks", "drafts"], () => refetch());
  const [dialog, setDialog] = useState<"snooze" | "resolve" | "reopen">();
  const task = getFragmentData(TaskHead_task, data?.followUpTask);
  const may = (verb: string) => task?.viewerMay.includes(verb) ?? false;
  useActions([
    { verb: "followUpTaskSnooze", key: "s", label: `Snooze ${number}`, run: () => setDialog("snooze") },
    { verb: "followUpTaskResolve", key: "r", label: `Resolve ${number}`, run: () => setDialog("resolve") },
    { verb: "followUpTaskReopen", label: `Take ${number} up again`, run: () => setDialog("reopen") },
  ].filter(({ verb }) => may(verb)));

  if (error && !data) return <Failure {...troubleOf(error)} retry={() => void refetch()} />;
  if (!data) return <RecordSkeleton />;
  if (!data.followUpTask || !task) return <NoSuchRecord what="Task" number={number} />;
  const dialogProps = { task: { taskId: task.taskId, version: task.version, nextCheckAt: task.nextCheckAt }, onClose: () => setDialog(undefined) };
  return (
    <>
      <RecordLayout
        head={<TaskHead task={data.followUpTask} actions={<>
          <TakeButton task={data.followUpTask} />
          {may("followUpTaskSnooze") && <Button variant="default" onClick={() => setDialog("snooze")} rightSection={<Kbd>S</Kbd>}>Snooze</Button>}
          {may("followUpTaskResolve") && <Button variant="default" onClick={() => setDialog("resolve")} rightSection={<Kbd>R</Kbd>}>Resolve</Button>}
          {may("followUpTaskReopen") && <Button variant="default" onClick={() => setDialog("reopen")}>Take up again</Button>}
        </>} />}
        story={<Panel title="Timeline"><Timeline kind="TASK" id={task.id} number={task.taskId} /></Panel>}>
        <Panel title="Messages"><TaskWork task={data.followUpTask} /></Panel>
        <Panel title="Terms the agent works under"><TaskTerms task={data.followUpTask} /></Panel>
      </RecordLayout>
      {dialog === "snooze" && <SnoozeDialog {...dialogProps} />}
      {dialog === "resolve" && <ResolveDialog {...dialogProps} exceptionId={task.exception.id} />}
      {dialog === "reopen" && <ReopenDialog {...dialogProps} />}
    </>
  );
}
