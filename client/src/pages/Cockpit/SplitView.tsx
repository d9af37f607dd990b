import { useQuery } from "@apollo/client/react";
import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "react-router";
import { useReread } from "../../app/live/changes";
import { troubleOf } from "../../app/trouble";
import { Kbd } from "../../components/Kbd";
import { ScoreParts } from "../../components/Score";
import { RecordSkeleton } from "../../components/Skeletons";
import { Failure } from "../../components/States";
import { graphql } from "../../gql";
import { TakeButton } from "../../records/task/TakeButton";
import { TaskWork } from "../../records/task/TaskWork";
import { TaskHead } from "../../records/task/TaskHead";
import { Timeline } from "../../records/timeline/Timeline";
import { NoSuchRecord } from "../NotFound/NotFound";
import styles from "./Cockpit.module.css";

const SPLIT = graphql(`
  query CockpitSplit($number: String!) {
    followUpTask(number: $number) {
      id taskId viewerMay
      ...TaskHead_task
      ...TaskWork_task
      exception { id score scoreParts { code label weight value points } }
    }
  }
`);

interface Props { taskId: string; onClose: () => void; onSnooze: () => void; onResolve: () => void }

/** A task beside the queue: what is stuck, why it stands where it stands, the draft to decide, and the story. */
export function SplitView({ taskId, onClose, onSnooze, onResolve }: Props) {
  const { data, error, refetch } = useQuery(SPLIT, { variables: { number: taskId } });
  const [scored, setScored] = useState(false);
  useReread(["drafts", "tasks"], () => refetch());
  const task = data?.followUpTask;
  const may = (verb: string) => task?.viewerMay.includes(verb) ?? false;
  return (
    <aside className={styles.aside} aria-label={`Task ${taskId}`}>
      <div className={styles.close}><Tooltip label="Close (Esc)"><ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label="Close"><IconX size={16} /></ActionIcon></Tooltip></div>
      {error && !data ? <Failure {...troubleOf(error)} retry={() => void refetch()} /> : !data ? <RecordSkeleton /> : !task ? <NoSuchRecord what="Task" number={taskId} /> : (
        <>
          <TaskHead task={task} actions={<>
            {may("followUpTaskSnooze") && <Button variant="default" onClick={onSnooze} rightSection={<Kbd>S</Kbd>}>Snooze</Button>}
            {may("followUpTaskResolve") && <Button variant="default" onClick={onResolve} rightSection={<Kbd>R</Kbd>}>Resolve and next</Button>}
            <TakeButton task={task} />
            <Button component={Link} to={`/tasks/${taskId}`} variant="subtle">Open page</Button>
          </>} />
          <div>
            <button type="button" className={styles.score} onClick={() => setScored(!scored)} aria-expanded={scored}>Score {task.exception.score}: {scored ? "hide why" : "why?"}</button>
            {scored && <ScoreParts score={task.exception.score} parts={task.exception.scoreParts} />}
          </div>
          <TaskWork task={task} />
          <section aria-label="Timeline"><h2 style={{ marginBottom: 6 }}>Timeline</h2><Timeline kind="TASK" id={task.id} number={task.taskId} /></section>
        </>
      )}
    </aside>
  );
}
