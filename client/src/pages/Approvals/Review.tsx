import { useQuery } from "@apollo/client/react";
import { Link } from "react-router";
import { useReread } from "../../app/live/changes";
import { troubleOf } from "../../app/trouble";
import { Panel } from "../../components/Panel";
import { RecordSkeleton } from "../../components/Skeletons";
import { Failure } from "../../components/States";
import { blockerName } from "../../components/words";
import { graphql } from "../../gql";
import { DraftReview } from "../../records/draft/DraftReview";
import { Timeline } from "../../records/timeline/Timeline";
import { NoSuchRecord } from "../NotFound/NotFound";
import styles from "./Approvals.module.css";

const REVIEW = graphql(`
  query Review($number: String!) {
    draft(number: $number) {
      id number state
      ...DraftReview_draft
      task { id taskId }
      exception { id number type title }
      distributor { id number legalName }
      order { id number }
    }
  }
`);

/** One draft with everything that a decision on it needs. */
export function Review({ number }: { number: string }) {
  const { data, error, refetch } = useQuery(REVIEW, { variables: { number } });
  useReread(["drafts"], () => refetch());
  if (error && !data) return <Failure {...troubleOf(error)} retry={() => void refetch()} />;
  if (!data) return <RecordSkeleton />;
  const { draft } = data;
  if (!draft) return <NoSuchRecord what="Draft" number={number} />;
  return (
    <div className="stack">
      <header className={styles.reviewHead}>
        <p className="num muted row">
          <span>{draft.number}</span><Link to={`/tasks/${draft.task.taskId}`}>{draft.task.taskId}</Link><Link to={`/exceptions/${draft.exception.number}`}>{draft.exception.number}</Link>
          {draft.order && <Link to={`/orders/${draft.order.number}`}>{draft.order.number}</Link>}
        </p>
        <h1>{blockerName(draft.exception)}: <Link to={`/distributors/${draft.distributor.number}`}>{draft.distributor.legalName}</Link></h1>
        <p>{draft.exception.title}</p>
      </header>
      <DraftReview draft={draft} />
      <Panel title="Timeline"><Timeline kind="DRAFT" id={draft.id} number={draft.number} /></Panel>
    </div>
  );
}
