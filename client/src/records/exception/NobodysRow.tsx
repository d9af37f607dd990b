import { Button } from "@mantine/core";
import { memo } from "react";
import { Money } from "../../components/Money";
import { Severity } from "../../components/Score";
import { When } from "../../components/When";
import { blockerName, teamName } from "../../components/words";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import styles from "../task/TaskRow.module.css";

export const NobodysRow_exception = graphql(`
  fragment NobodysRow_exception on ExceptionCase {
    id number version title type severity score subjectNumber ownerTeam agentCode recommendedAction detectedAt viewerMay
    value { amountMinor currency decimal }
    distributor { id number legalName }
  }
`);

interface Props {
  exception: FragmentType<typeof NobodysRow_exception>;
  selected: boolean;
  onOpen: (number: string) => void;
  onAssign: (number: string) => void;
}

/** A line of the queue for what nobody has: the same columns, and the way to give it to somebody. */
export const NobodysRow = memo(function NobodysRow({ exception: masked, selected, onOpen, onAssign }: Props) {
  const exception = getFragmentData(NobodysRow_exception, masked);
  return (
    <div role="row" aria-selected={selected} id={`task-${exception.number}`} className={`${styles.row} ${selected ? styles.on : ""}`} onClick={() => onOpen(exception.number)}>
      <span role="gridcell" className={styles.severity}><Severity severity={exception.severity} /></span>
      <span role="gridcell" className={`num ${styles.number}`}>{exception.number}</span>
      <span role="gridcell" className={styles.title} title={exception.title}>{blockerName(exception)} <span className="muted">{exception.subjectNumber}</span></span>
      <span role="gridcell" className={styles.distributor} title={exception.distributor.legalName}>{exception.distributor.legalName}</span>
      <span role="gridcell" className={styles.value}><Money value={exception.value} whole /></span>
      <span role="gridcell" className={styles.owner}><span>Nobody</span><span className={styles.agent}>{teamName(exception.ownerTeam)}</span></span>
      <span role="gridcell" className={styles.next}><span className="muted">–</span></span>
      <span role="gridcell" className={styles.word}>
        {exception.viewerMay.includes("exceptionAssignAgent")
          ? <Button variant="default" size="compact-xs" className={styles.assign} onClick={(event) => { event.stopPropagation(); onAssign(exception.number); }}>Assign<span className="sr-only"> {exception.number}</span></Button>
          : <span className="muted">{teamName(exception.ownerTeam)} assigns it</span>}
      </span>
      <span role="gridcell" className={`${styles.sla} ${styles.next}`} style={{ display: "block" }}><span className="sr-only">Found </span><When at={exception.detectedAt} /></span>
    </div>
  );
});
