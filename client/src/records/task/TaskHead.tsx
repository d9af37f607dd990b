import { Link } from "react-router";
import { Money } from "../../components/Money";
import { Severity } from "../../components/Score";
import { SlaClock } from "../../components/SlaClock";
import { StateTag } from "../../components/StateTag";
import { When } from "../../components/When";
import { blockerName, teamName, words } from "../../components/words";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import styles from "./TaskHead.module.css";

export const TaskHead_task = graphql(`
  fragment TaskHead_task on FollowUpTask {
    id taskId version status priority slaState slaDueAt slaPauseReason slaRemainingMinutes slaRemainingAsOf nextCheckAt snoozedUntil snoozeReason humanOwner assignedAgent attempts
    escalationLevel escalationRule channelPolicy communicationChannels allowedActions blockedActions resolution promptContext viewerMay
    assignee { id name }
    exception { id number title severity type value { amountMinor currency decimal } }
    distributor { id number legalName }
    orderId
  }
`);

/** What is stuck and who has it. */
export function TaskHead({ task: masked, actions }: { task: FragmentType<typeof TaskHead_task>; actions?: React.ReactNode }) {
  const task = getFragmentData(TaskHead_task, masked);
  return (
    <header className={styles.head}>
      <p className={`num ${styles.numbers}`}>
        <Link to={`/tasks/${task.taskId}`}>{task.taskId}</Link>
        <Link to={`/exceptions/${task.exception.number}`}>{task.exception.number}</Link>
        {task.orderId && <Link to={`/orders/${task.orderId}`}>{task.orderId}</Link>}
      </p>
      <h1>{blockerName(task.exception)}: <Link to={`/distributors/${task.distributor.number}`}>{task.distributor.legalName}</Link></h1>
      <p>{task.exception.title}</p>
      <p className={styles.who}>
        <StateTag of="task" state={task.status} />
        <SlaClock {...task} inWords />
        <Severity severity={task.exception.severity} named />
        {task.exception.value && <Money value={task.exception.value} />}
      </p>
      <p className="soft">
        {task.assignee ? <><strong>{task.assignee.name}</strong> has it</> : <>Nobody took it yet</>} · {teamName(task.humanOwner)} · {task.assignedAgent}
        {task.nextCheckAt && <> · looks again <When at={task.nextCheckAt} /></>}
      </p>
      {task.snoozedUntil && Date.parse(task.snoozedUntil) > Date.now() && <p className="soft">Snoozed, back <When at={task.snoozedUntil} />{task.snoozeReason && <>: “{task.snoozeReason}”</>}</p>}
      {task.resolution && <p className="soft">Resolved: “{task.resolution}”</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}

/** The same in one line, where the page's own head says the rest. */
export function TaskLine({ task: masked }: { task: FragmentType<typeof TaskHead_task> }) {
  const task = getFragmentData(TaskHead_task, masked);
  return (
    <p className={styles.who}>
      <Link to={`/tasks/${task.taskId}`} className="num link">{task.taskId}</Link>
      <StateTag of="task" state={task.status} /><SlaClock {...task} />
      <span className="soft">{task.assignee?.name ?? `${teamName(task.humanOwner)}, nobody took it yet`} · {task.assignedAgent}{task.nextCheckAt && <> · looks again <When at={task.nextCheckAt} /></>}</span>
    </p>
  );
}

/** The terms the agent works under. */
export function TaskTerms({ task: masked }: { task: FragmentType<typeof TaskHead_task> }) {
  const task = getFragmentData(TaskHead_task, masked);
  const list = (codes: readonly string[]) => codes.map((code) => words(code).toLowerCase()).join(", ") || "nothing";
  return (
    <dl className={styles.terms}>
      <dt>Channels</dt><dd>{task.communicationChannels.join(", ") || "none"}</dd>
      <dt>Before anything goes out</dt><dd>{words(task.channelPolicy)}</dd>
      <dt>The agent may</dt><dd>{list(task.allowedActions)}</dd>
      <dt>The agent may not</dt><dd>{list(task.blockedActions)}</dd>
      {task.escalationRule && <><dt>Escalation</dt><dd>{task.escalationRule}{task.escalationLevel > 0 && ` (level ${task.escalationLevel} reached)`}</dd></>}
      <dt>Messages posted</dt><dd>{task.attempts}</dd>
      {task.promptContext && <><dt>Worth knowing</dt><dd>{task.promptContext}</dd></>}
    </dl>
  );
}
