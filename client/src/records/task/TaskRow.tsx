import { memo } from "react";
import { Severity } from "../../components/Score";
import { Money } from "../../components/Money";
import { SlaClock } from "../../components/SlaClock";
import { Tag } from "../../components/StateTag";
import { exactInstant } from "../../components/time";
import { useNow } from "../../components/useNow";
import { When } from "../../components/When";
import { blockerName, shortAgent, teamName } from "../../components/words";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import { lastWord } from "./lastWord";
import { useIsLeaving } from "./leaving";
import styles from "./TaskRow.module.css";

export const TaskRow_task = graphql(`
  fragment TaskRow_task on FollowUpTask {
    id taskId version status priority slaState slaDueAt slaPauseReason slaRemainingMinutes slaRemainingAsOf nextCheckAt snoozedUntil humanOwner assignedAgent resolution viewerMay
    assignee { id name }
    exception { id number type title severity score subjectNumber value { amountMinor currency decimal } }
    distributor { id number legalName }
    drafts { id number state viewerMay }
    outboundMessages { id status queuedAt }
  }
`);

/** Names the columns, for eyes and screen readers. */
export const TaskColumns = () => (
  <div role="row" className={`${styles.row} ${styles.head}`}>
    <span role="columnheader" className={styles.severity}><span className="sr-only">Severity</span></span>
    <span role="columnheader" className={styles.number}>Task</span>
    <span role="columnheader" className={styles.title}>Stuck</span>
    <span role="columnheader" className={styles.distributor}>Distributor</span>
    <span role="columnheader" className={styles.value}>At stake</span>
    <span role="columnheader" className={styles.owner}>Who has it</span>
    <span role="columnheader" className={styles.next}>Next check</span>
    <span role="columnheader" className={styles.word}>Last word</span>
    <span role="columnheader" className={styles.sla} title="Working time until it is due">Time left</span>
  </div>
);

interface Props {
  task: FragmentType<typeof TaskRow_task>;
  selected: boolean;
  onSelect: (taskId: string) => void;
  onOpen: (taskId: string) => void;
}

/** One line of the queue: what is stuck, at whom, who has it, how long is left, and what was last said. */
export const TaskRow = memo(function TaskRow({ task: masked, selected, onSelect, onOpen }: Props) {
  const task = getFragmentData(TaskRow_task, masked);
  const { exception } = task;
  const word = lastWord(task);
  const isLeaving = useIsLeaving(task.taskId);
  const isSnoozed = Boolean(task.snoozedUntil) && Date.parse(task.snoozedUntil!) > useNow();
  return (
    <div role="row" aria-selected={selected} aria-busy={isLeaving || undefined} id={`task-${task.taskId}`} className={`${styles.row} ${selected ? styles.on : ""}`} onClick={() => { onSelect(task.taskId); onOpen(task.taskId); }}>
      <span role="gridcell" className={styles.severity}><Severity severity={exception.severity} /></span>
      <span role="gridcell" className={`num ${styles.number}`}>{task.taskId}</span>
      <span role="gridcell" className={styles.title} title={exception.title}>{blockerName(exception)} <span className="muted">{exception.subjectNumber}</span>{isSnoozed && <> <Tag tone="idle" title={`Back ${exactInstant(task.snoozedUntil!)}`}>Snoozed</Tag></>}</span>
      <span role="gridcell" className={styles.distributor} title={task.distributor.legalName}>{task.distributor.legalName}</span>
      <span role="gridcell" className={styles.value}><Money value={exception.value} whole /></span>
      <span role="gridcell" className={styles.owner} title={`${teamName(task.humanOwner)} · ${task.assignedAgent}`}>
        <span>{task.assignee?.name ?? <span className="muted">{teamName(task.humanOwner)}</span>}</span>
        <span className={styles.agent}>{shortAgent(task.assignedAgent)}</span>
      </span>
      <span role="gridcell" className={styles.next}><span className="sr-only">Next check </span><When at={task.nextCheckAt} /></span>
      <span role="gridcell" className={styles.word}><Tag tone={word.tone} title={word.title}>{word.text}</Tag></span>
      <span role="gridcell" className={styles.sla}><SlaClock {...task} due /></span>
    </div>
  );
});
