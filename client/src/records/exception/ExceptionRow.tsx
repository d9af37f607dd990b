import { memo } from "react";
import { Link } from "react-router";
import { Money } from "../../components/Money";
import { Score, Severity } from "../../components/Score";
import { SlaClock } from "../../components/SlaClock";
import { StateTag, Tag } from "../../components/StateTag";
import { When } from "../../components/When";
import { blockerName, teamName } from "../../components/words";
import { liveTaskOf } from "./liveTaskOf";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import styles from "./ExceptionRow.module.css";

export const ExceptionRow_exception = graphql(`
  fragment ExceptionRow_exception on ExceptionCase {
    id number version title type severity score state active dismissedAt ownerTeam detectedAt resolvedAt subjectKind subjectNumber
    value { amountMinor currency decimal }
    distributor { id number legalName }
    followUpTasks { id taskId status slaState slaDueAt slaPauseReason slaRemainingMinutes slaRemainingAsOf assignedAgent humanOwner assignee { id name } }
  }
`);

/** One blocker: how grave, what, at whom, how much, and who has it. */
export const ExceptionRow = memo(function ExceptionRow({ exception: masked, compact = false }: { exception: FragmentType<typeof ExceptionRow_exception>; compact?: boolean }) {
  const exception = getFragmentData(ExceptionRow_exception, masked);
  const task = liveTaskOf(exception);
  const isNobodys = exception.active && !task;
  return (
    <li className={`${styles.row} ${compact ? styles.compact : ""}`}>
      <span className={styles.score}><Score score={exception.score} /></span>
      <span className={styles.severity}><Severity severity={exception.severity} /></span>
      <span className={styles.title} title={exception.title}>
        <Link to={`/exceptions/${exception.number}`} className={styles.open} data-row>{blockerName(exception)}</Link> <span className="muted">{exception.subjectNumber}</span>
      </span>
      <span className={styles.distributor} title={exception.distributor.legalName}>{exception.distributor.legalName}</span>
      <span className={styles.value}><Money value={exception.value} whole /></span>
      <span className={styles.who}>{task ? (task.assignee?.name ?? teamName(task.humanOwner)) : <span className="muted">{teamName(exception.ownerTeam)}</span>}</span>
      <span className={styles.state}>{exception.dismissedAt ? <Tag tone="idle">Dismissed</Tag> : isNobodys ? <Tag tone="risk">Nobody has it</Tag> : task ? <StateTag of="task" state={task.status} /> : <StateTag of="exception" state={exception.state} />}</span>
      <span className={styles.when}>{task ? <SlaClock {...task} /> : <When at={exception.resolvedAt ?? exception.detectedAt} />}</span>
    </li>
  );
});
