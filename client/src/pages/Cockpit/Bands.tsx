import { Link } from "react-router";
import { When } from "../../components/When";
import { plural } from "../../components/words";
import { span } from "../../components/time";
import { useNow } from "../../components/useNow";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import styles from "./Cockpit.module.css";
import type { Group } from "./groupBySla";

export const Bands_query = graphql(`
  fragment Bands_query on Query {
    waiting: drafts(filter: { state: [PENDING] }, first: 200, orderBy: [{ field: EXPIRES_AT }]) { edges { cursor node { id state viewerMayDecide expiresAt } } }
  }
`);

/** Three numbers that decide where the day starts. */
export function Bands({ bands: masked, groups }: { bands: FragmentType<typeof Bands_query>; groups: Group<{ slaDueAt: string }>[] }) {
  const { waiting } = getFragmentData(Bands_query, masked);
  const now = useNow();
  const tasksOf = (group: string) => groups.find(({ id }) => id === group)?.tasks ?? [];
  const breached = tasksOf("breached");
  const atRisk = tasksOf("at-risk").length;
  const due = atRisk + tasksOf("due-today").length;
  const oldest = breached[0]?.slaDueAt;
  const mine = waiting.edges.map(({ node }) => node).filter(({ state, viewerMayDecide }) => state === "PENDING" && viewerMayDecide);
  return (
    <div className={styles.bands}>
      <a href="#breached" className={styles.band} data-tone={breached.length ? "breach" : "done"}>
        <strong>{breached.length}</strong><span>breached now</span>
        <small>{oldest ? `the oldest by ${span(now - Date.parse(oldest))}` : "every promise is kept"}</small>
      </a>
      <a href={atRisk ? "#at-risk" : "#due-today"} className={styles.band} data-tone={due ? "risk" : "done"}>
        <strong>{due}</strong><span>due today</span><small>{atRisk ? `${atRisk} at risk` : "none at risk"}</small>
      </a>
      <Link to="/approvals" className={styles.band} data-tone={mine.length ? "live" : "done"}>
        <strong>{mine.length}</strong><span>waiting for me</span>
        <small>{mine[0] ? <>{plural(mine.length, "draft")}, the first expires <When at={mine[0].expiresAt} /></> : "nothing to decide"}</small>
      </Link>
    </div>
  );
}
