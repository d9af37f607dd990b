import { Link } from "react-router";
import { When } from "../../components/When";
import { plural } from "../../components/words";
import { span } from "../../components/time";
import { useNow } from "../../components/useNow";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import styles from "./Cockpit.module.css";

export const Bands_query = graphql(`
  fragment Bands_query on Query {
    breached: followUpTasks(filter: { status: $live, slaState: [BREACHED] }, first: 1, orderBy: [{ field: SLA_DUE_AT }]) { totalCount edges { cursor node { id slaDueAt } } }
    due: followUpTasks(filter: { status: $live, slaState: [ACTIVE, AT_RISK], slaDueBefore: $today }, first: 1) { totalCount }
    atRisk: followUpTasks(filter: { status: $live, slaState: [AT_RISK] }, first: 1) { totalCount }
    waiting: drafts(filter: { state: [PENDING] }, first: 200, orderBy: [{ field: EXPIRES_AT }]) { edges { cursor node { id state viewerMayDecide expiresAt } } }
  }
`);

/** Three numbers that decide where the day starts. */
export function Bands({ bands: masked }: { bands: FragmentType<typeof Bands_query> }) {
  const { breached, due, atRisk, waiting } = getFragmentData(Bands_query, masked);
  const now = useNow();
  const oldest = breached.edges[0]?.node.slaDueAt;
  const mine = waiting.edges.map(({ node }) => node).filter(({ state, viewerMayDecide }) => state === "PENDING" && viewerMayDecide);
  return (
    <div className={styles.bands}>
      <a href="#breached" className={styles.band} data-tone={breached.totalCount ? "breach" : "done"}>
        <strong>{breached.totalCount}</strong><span>breached now</span>
        <small>{oldest ? `the oldest by ${span(now - Date.parse(oldest))}` : "every promise is kept"}</small>
      </a>
      <a href="#due-today" className={styles.band} data-tone={due.totalCount ? "risk" : "done"}>
        <strong>{due.totalCount}</strong><span>due today</span><small>{atRisk.totalCount ? `${atRisk.totalCount} at risk` : "none at risk"}</small>
      </a>
      <Link to="/approvals" className={styles.band} data-tone={mine.length ? "live" : "done"}>
        <strong>{mine.length}</strong><span>waiting for me</span>
        <small>{mine[0] ? <>{plural(mine.length, "draft")}, the first expires <When at={mine[0].expiresAt} /></> : "nothing to decide"}</small>
      </Link>
    </div>
  );
}
