import { Link } from "react-router";
import { Severity } from "../../components/Score";
import { SlaClock } from "../../components/SlaClock";
import { Panel } from "../../components/Panel";
import { blockerName, teamName } from "../../components/words";
import { type FragmentType, getFragmentData } from "../../gql";
import { ExceptionRow, ExceptionRow_exception } from "./ExceptionRow";
import { liveTaskOf } from "./liveTaskOf";
import styles from "./Blockers.module.css";

type Exceptions = readonly FragmentType<typeof ExceptionRow_exception>[];

/** "What is stuck and who has it", for the head of any record. */
export function StuckLine({ exceptions: masked }: { exceptions: Exceptions }) {
  const active = getFragmentData(ExceptionRow_exception, masked).filter((exception) => exception.active).sort((one, other) => other.score - one.score);
  const [worst] = active;
  if (!worst) return <p className={styles.clear}>Nothing is stuck here.</p>;
  const task = liveTaskOf(worst);
  return (
    <p className={styles.stuck}>
      <Severity severity={worst.severity} />
      <span><Link to={`/exceptions/${worst.number}`}><strong>{blockerName(worst)}</strong></Link>{active.length > 1 && <span className="muted"> and {active.length - 1} more</span>}</span>
      <span className="soft">{task ? `${task.assignee ? `${task.assignee.name}, ${teamName(task.humanOwner)},` : teamName(task.humanOwner)} has it` : `Nobody has it; ${teamName(worst.ownerTeam)} has to move`}</span>
      {task && <SlaClock {...task} inWords />}
    </p>
  );
}

/** The record's exceptions, live ones first. */
export function BlockersPanel({ exceptions }: { exceptions: Exceptions }) {
  const rows = getFragmentData(ExceptionRow_exception, exceptions);
  const order = rows.map((row, index) => ({ row, index })).sort((one, other) => Number(other.row.active) - Number(one.row.active) || other.row.score - one.row.score);
  return (
    <Panel title="Exceptions" flush aside={rows.length > 0 && <span>{rows.length}</span>}>
      {rows.length === 0 ? <p className={`muted ${styles.none}`}>None so far. Rules look at this record after every import and on schedule.</p> : (
        <ul>{order.map(({ index, row }) => <ExceptionRow key={row.id} exception={exceptions[index]!} compact />)}</ul>
      )}
    </Panel>
  );
}
