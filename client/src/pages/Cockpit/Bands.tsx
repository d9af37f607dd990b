import type { ReactNode } from "react";
import { Link } from "react-router";
import { minutesLeft, type Sla, slaStateNow, type Working, workSpan } from "../../components/sla";
import { When } from "../../components/When";
import { plural } from "../../components/words";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import styles from "./Cockpit.module.css";
import { type Group, isSnoozed } from "./groupBySla";

export const Bands_query = graphql(`
  fragment Bands_query on Query {
    waiting: drafts(filter: { state: [PENDING] }, first: 200, orderBy: [{ field: EXPIRES_AT }]) { edges { cursor node { id viewerMay expiresAt } } }
  }
`);

interface Props {
  bands: FragmentType<typeof Bands_query>;
  groups: Group<Sla & { snoozedUntil?: string | null }>[];
  /** How many there are of each, where more tasks are live than the queue shows. */
  counts: { breached: number; dueToday: number; nobodys: number; critical: number };
  nobodysLink: string;
  working: readonly Working[];
  now: number;
}

/** Four numbers that decide where the day starts. */
export function Bands({ bands: masked, groups, counts, nobodysLink, working, now }: Props) {
  const { waiting } = getFragmentData(Bands_query, masked);
  const tasksOf = (group: string) => groups.find(({ id }) => id === group)?.tasks ?? [];
  const breached = tasksOf("breached");
  const snoozed = breached.filter((task) => isSnoozed(task, now)).length;
  const late = breached[0] && minutesLeft(breached[0], working, now);
  const atRisk = tasksOf("due-today").filter((task) => slaStateNow(task, now) === "AT_RISK").length;
  const mine = waiting.edges.map(({ node }) => node).filter(({ viewerMay, expiresAt }) => viewerMay.includes("draftApprove") && Date.parse(expiresAt) > now);
  return (
    <div className={styles.bands}>
      <Band to="#breached" tone={counts.breached ? "breach" : "done"} count={counts.breached} name="breached now">
        {counts.breached === 0 ? "every promise is kept" : <>{late !== undefined && `up to ${workSpan(Math.min(0, late)).replace(/ h .*/, " h")} late`}{snoozed > 0 && ` · ${snoozed} snoozed`}</>}
      </Band>
      <Band to="#due-today" tone={counts.dueToday ? "risk" : "done"} count={counts.dueToday} name="due today">{counts.dueToday === 0 ? "nothing more today" : atRisk ? `${atRisk} of them at risk` : "none at risk"}</Band>
      <Band to="/approvals" tone={mine.length ? "live" : "done"} count={mine.length} name="waiting for me">
        {mine[0] ? <>{plural(mine.length, "draft")}, the first expires <When at={mine[0].expiresAt} /></> : "nothing to decide"}
      </Band>
      <Band to={nobodysLink} tone={counts.nobodys ? "risk" : "done"} count={counts.nobodys} name="nobody has it">
        {counts.nobodys === 0 ? "everything is assigned" : counts.critical ? `${counts.critical} critical` : "none critical"}
      </Band>
    </div>
  );
}

function Band({ to, tone, count, name, children }: { to: string; tone: string; count: number; name: string; children: ReactNode }) {
  const inside = <><strong>{count.toLocaleString()}</strong><span>{name}</span><small>{children}</small></>;
  return to.startsWith("#") ? <a href={to} className={styles.band} data-tone={tone}>{inside}</a> : <Link to={to} className={styles.band} data-tone={tone}>{inside}</Link>;
}
