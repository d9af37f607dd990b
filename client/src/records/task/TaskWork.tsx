import { Alert, Button } from "@mantine/core";
import { useState } from "react";
import { say, sayRefused, useVerb } from "../../app/useVerb";
import { StateTag } from "../../components/StateTag";
import { When } from "../../components/When";
import { plural, teamName } from "../../components/words";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import { DraftReview } from "../draft/DraftReview";
import styles from "./TaskWork.module.css";
import { DRAFT_PROPOSE } from "./taskVerbs";

export const TaskWork_task = graphql(`
  fragment TaskWork_task on FollowUpTask {
    id taskId version assignedAgent humanOwner hasDrafts nextCheckAt viewerMay
    drafts { id state createdAt ...DraftReview_draft }
  }
`);

const LIVE = ["PENDING", "APPROVED", "EXECUTING"];

/** The drafts of a task: the live one open for review, the last one when none is, the rest behind a click. */
export function TaskWork({ task: masked }: { task: FragmentType<typeof TaskWork_task> }) {
  const task = getFragmentData(TaskWork_task, masked);
  const [all, setAll] = useState(false);
  const [propose, busy] = useVerb(DRAFT_PROPOSE);
  const drafts = [...task.drafts].sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  const live = drafts.filter(({ state }) => LIVE.includes(state));
  const shown = live.length ? live : drafts.slice(0, 1);
  const rest = drafts.filter((draft) => !shown.includes(draft));

  const ask = async () => {
    const { refusal } = await propose({ taskId: task.taskId });
    if (refusal && refusal.code !== "ERROR") return sayRefused(refusal);
    if (!refusal) say("Drafted", "It waits for a decision; nothing was sent.");
  };
  const isHidden = drafts.length === 0 && task.hasDrafts;
  const canAsk = live.length === 0 && !isHidden && task.viewerMay.includes("draftPropose");

  return (
    <section className={styles.work} aria-label="Drafts">
      {shown.map((draft, index) => <DraftReview key={draft.id} draft={draft} keys={index === 0} />)}
      {isHidden && <Alert color="gray" className={styles.ask}>{task.assignedAgent} has drafted. Its messages are for {teamName(task.humanOwner)}, whoever has the task, and Legal, so they do not show here.</Alert>}
      {canAsk && (
        <Alert color="gray" className={styles.ask}>
          <div className={styles.askRow}>
            <span>{drafts.length === 0 ? <>{task.assignedAgent} has not drafted yet{task.nextCheckAt && <>; it looks at it <When at={task.nextCheckAt} /></>}.</> : "No draft waits for a decision."}</span>
            <Button variant="default" loading={busy} onClick={() => void ask()}>Draft now</Button>
          </div>
        </Alert>
      )}
      {rest.length > 0 && (
        <div>
          <Button variant="subtle" px={0} onClick={() => setAll(!all)} aria-expanded={all}>{all ? "Hide" : "Show"} {plural(rest.length, "earlier draft")}</Button>
          {all && <ul className={styles.rest}>{rest.map((draft) => <li key={draft.id}><StateTag of="draft" state={draft.state} /> <When at={draft.createdAt} /><DraftReview draft={draft} keys={false} /></li>)}</ul>}
        </div>
      )}
    </section>
  );
}
