import { Link } from "react-router";
import { Money } from "../../components/Money";
import { Severity } from "../../components/Score";
import { StateTag } from "../../components/StateTag";
import { When } from "../../components/When";
import { blockerName } from "../../components/words";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import styles from "./Approvals.module.css";

export const DraftLine_draft = graphql(`
  fragment DraftLine_draft on Draft {
    id number state viewerMay expiresAt fourEyes
    channel { id code }
    currentRevision { id revision ungrounded }
    distributor { id number legalName }
    exception { id number type title severity value { amountMinor currency decimal } }
  }
`);

/** A draft in the list: about what, for whom, how much, until when. */
export function DraftLine({ draft: masked, to, selected }: { draft: FragmentType<typeof DraftLine_draft>; to: string; selected: boolean }) {
  const draft = getFragmentData(DraftLine_draft, masked);
  const doubtful = draft.currentRevision?.ungrounded.length ?? 0;
  return (
    <li className={selected ? styles.on : undefined}>
      <Link to={to} aria-current={selected ? "true" : undefined} className={styles.line}>
        <span className={styles.what}><Severity severity={draft.exception.severity} /> <strong title={draft.exception.title}>{blockerName(draft.exception)}</strong></span>
        <span className={styles.value}><Money value={draft.exception.value} whole /></span>
        <span className="soft clip">{draft.distributor.legalName}</span>
        <span className={styles.until}>{draft.state === "PENDING" ? <>expires <When at={draft.expiresAt} /></> : <StateTag of="draft" state={draft.state} />}</span>
        <span className={styles.small}>{draft.number} · {draft.channel.code}{draft.fourEyes && " · four eyes"}{doubtful > 0 && <em> · {doubtful} not in the facts</em>}</span>
      </Link>
    </li>
  );
}
