import { useQuery } from "@apollo/client/react";
import { Alert, Button } from "@mantine/core";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useReread } from "../../app/live/changes";
import { troubleOf } from "../../app/trouble";
import { useTitle } from "../../app/useTitle";
import { Facts } from "../../components/Facts";
import { Panel } from "../../components/Panel";
import { RecordLayout } from "../../components/RecordLayout";
import { ScoreParts } from "../../components/Score";
import { RecordSkeleton } from "../../components/Skeletons";
import { Failure } from "../../components/States";
import { teamName } from "../../components/words";
import { getFragmentData, graphql } from "../../gql";
import { AssignDialog } from "../../records/exception/AssignDialog";
import { liveTaskOf } from "../../records/exception/liveTaskOf";
import { DismissDialog } from "../../records/exception/DismissDialog";
import { ExceptionDetail_exception, ExceptionHead } from "../../records/exception/ExceptionHead";
import { TaskLine, TaskTerms } from "../../records/task/TaskHead";
import { TaskWork } from "../../records/task/TaskWork";
import { Timeline } from "../../records/timeline/Timeline";
import { NoSuchRecord } from "../NotFound/NotFound";

const EXCEPTION = graphql(`
  query Exception($number: String!) {
    exception(number: $number) {
      id viewerMay
      ...ExceptionDetail_exception
      work: followUpTasks(first: 3) { id status createdAt ...TaskHead_task ...TaskWork_task }
    }
  }
`);

/** One blocker: what is stuck and who has it, why it counts as it does, the facts, the work on it, and the story. */
export function Exception() {
  const { number = "" } = useParams();
  useTitle(number);
  const { data, error, refetch } = useQuery(EXCEPTION, { variables: { number } });
  useReread(["exceptions", "tasks", "drafts"], () => refetch());
  const [dialog, setDialog] = useState<"assign" | "dismiss">();

  if (error && !data) return <Failure {...troubleOf(error)} retry={() => void refetch()} />;
  if (!data) return <RecordSkeleton />;
  if (!data.exception) return <NoSuchRecord what="Exception" number={number} />;
  const exception = getFragmentData(ExceptionDetail_exception, data.exception);
  const tasks = [...data.exception.work].sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  const may = (verb: string) => data.exception!.viewerMay.includes(verb);
  const isNobodys = exception.active && !liveTaskOf({ followUpTasks: tasks });

  return (
    <>
      <RecordLayout
        head={<ExceptionHead exception={data.exception} actions={exception.active && <>
          {may("exceptionAssignAgent") && <Button onClick={() => setDialog("assign")}>Assign agent</Button>}
          {may("exceptionDismiss") && <Button variant="default" onClick={() => setDialog("dismiss")}>Dismiss…</Button>}
        </>} />}
        story={<Panel title="Timeline"><Timeline kind="EXCEPTION" id={exception.id} number={exception.number} /></Panel>}>
        {isNobodys && (
          <Panel title="Follow-up">
            <p className="soft">
              Nobody has it{tasks.length > 0 && " since it came back"}. {may("exceptionAssignAgent")
                ? "Assign an agent: it reads the record and drafts the message; a person approves it."
                : `${teamName(exception.ownerTeam)} assigns an agent to it.`}
            </p>
          </Panel>
        )}
        {tasks.map((task) => (
          <Panel key={task.id} title="Follow-up">
            <div className="stack">
              <TaskLine task={task} />
              <TaskWork task={task} />
              <details><summary className="muted" style={{ cursor: "pointer" }}>Terms the agent works under</summary><div style={{ marginTop: 8 }}><TaskTerms task={task} /></div></details>
            </div>
          </Panel>
        ))}
        <Panel title={`Why it scores ${exception.score}`}><ScoreParts score={exception.score} parts={exception.scoreParts} /></Panel>
        <Panel title="Facts behind it">{exception.undecided && <Alert color="risk" title="Its rule can't decide now" mb="sm">{exception.undecided.replace(/^./, (first) => first.toUpperCase())}. The facts are those of the last time that it could.</Alert>}{exception.facts ? <Facts facts={exception.facts} /> : <p className="muted">The figures behind this one are for those who may read its money.</p>}</Panel>
        <Panel title="What usually helps"><p>{exception.recommendedAction}</p>{exception.tags.length > 0 && <p className="muted">Topics: {exception.tags.join(", ")} · <Link to={`/exceptions?type=${exception.type}`}>all of this type</Link></p>}</Panel>
      </RecordLayout>
      {dialog === "assign" && <AssignDialog exception={exception} onClose={() => setDialog(undefined)} />}
      {dialog === "dismiss" && <DismissDialog exception={exception} onClose={() => setDialog(undefined)} />}
    </>
  );
}
