import type { ReactNode } from "react";
import { Link } from "react-router";
import { Money } from "../../components/Money";
import { Score, Severity } from "../../components/Score";
import { SlaClock } from "../../components/SlaClock";
import { StateTag, Tag } from "../../components/StateTag";
import { When } from "../../components/When";
import { blockerName, teamName, words } from "../../components/words";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import { pageOf } from "../pageOf";
import { liveTaskOf } from "./liveTaskOf";
import styles from "../task/TaskHead.module.css";

export const ExceptionDetail_exception = graphql(`
  fragment ExceptionDetail_exception on ExceptionCase {
    id number version type title severity score state active ownerTeam agentCode origin tags recommendedAction detectedAt lastFiredAt reopenedCount blocksOrder
    resolution resolvedAt clearedAt dismissedAt dismissedReason suppressedUntil undecided subjectKind subjectNumber
    value { amountMinor currency decimal }
    scoreParts { code label weight value points }
    facts { record recordType recordId field label value version derived }
    distributor { id number legalName }
    order { id number }
    followUpTasks { id status slaState slaDueAt slaPauseReason slaRemainingMinutes slaRemainingAsOf assignedAgent humanOwner assignee { id name } }
  }
`);

/** What is stuck and who has it. */
export function ExceptionHead({ exception: masked, actions }: { exception: FragmentType<typeof ExceptionDetail_exception>; actions?: ReactNode }) {
  const exception = getFragmentData(ExceptionDetail_exception, masked);
  const task = liveTaskOf(exception);
  return (
    <header className={styles.head}>
      <p className={`num ${styles.numbers}`}>
        <span>{exception.number}</span>
        <Link to={`/${pageOf(exception.subjectKind)}/${encodeURIComponent(exception.subjectNumber)}`}>{exception.subjectNumber}</Link>
        {exception.order && exception.order.number !== exception.subjectNumber && <Link to={`/orders/${exception.order.number}`}>{exception.order.number}</Link>}
      </p>
      <h1>{blockerName(exception)}: <Link to={`/distributors/${exception.distributor.number}`}>{exception.distributor.legalName}</Link></h1>
      <p>{exception.title}</p>
      <p className={styles.who}>
        {exception.dismissedAt ? <Tag tone="idle">Dismissed</Tag> : <StateTag of="exception" state={exception.state} />}
        <Score score={exception.score} /><Severity severity={exception.severity} named />
        {exception.value && <Money value={exception.value} />}
        {exception.blocksOrder && exception.active && <Tag tone="risk">Blocks the order</Tag>}
        {task && <SlaClock {...task} inWords />}
      </p>
      <p className="soft">
        {task ? <>{task.assignee ? <><strong>{task.assignee.name}</strong> has it</> : "Nobody took it yet"} · {teamName(task.humanOwner)} · {task.assignedAgent}</> : exception.active ? <><strong>Nobody has it</strong>; {teamName(exception.ownerTeam)} has to move</> : teamName(exception.ownerTeam)}
        {" · "}{exception.origin === "RULE" ? `rule ${words(exception.type)}` : "opened by hand"}, found <When at={exception.detectedAt} />
        {exception.reopenedCount > 0 && ` · came back ${exception.reopenedCount} ${exception.reopenedCount === 1 ? "time" : "times"}`}
      </p>
      {exception.dismissedReason && <p className="soft">Dismissed <When at={exception.dismissedAt} />: “{exception.dismissedReason}”</p>}
      {exception.resolution && !exception.active && <p className="soft">Resolved <When at={exception.resolvedAt} />: {exception.resolution}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
