import { useQuery } from "@apollo/client/react";
import { IconFileUpload, IconGauge } from "@tabler/icons-react";
import { NavLink } from "react-router";
import { graphql } from "../gql";
import { PAGES } from "../gql/records";
import { useReread } from "./live/changes";
import styles from "./Shell.module.css";

const RAIL_COUNTS = graphql(`
  query RailCounts {
    drafts(filter: { state: [PENDING] }, first: 200) { nodes { id viewerMay } }
    exceptions(filter: { active: true }, first: 1) { totalCount }
  }
`);

const toPage = ({ path, label, Icon }: (typeof PAGES)[keyof typeof PAGES]) => ({ to: `/${path}`, label, Icon });
const { draft, exception, task: _, ...records } = PAGES; // a task is reached through the cockpit

const GROUPS = [
  [
    { to: "/", label: "Cockpit", Icon: IconGauge },
    { ...toPage(draft), count: "approvals" as const },
    { ...toPage(exception), count: "exceptions" as const },
  ],
  Object.values(records).map(toPage),
  [{ to: "/import", label: "Import", Icon: IconFileUpload }],
];

/** Where one can go; the counts are what waits there for this person. */
export function Rail({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { data, refetch } = useQuery(RAIL_COUNTS, { fetchPolicy: "network-only", nextFetchPolicy: "cache-first" });
  useReread(["drafts", "exceptions"], () => refetch());
  const counts = {
    approvals: data?.drafts.nodes.filter(({ viewerMay }) => viewerMay.includes("draftApprove")).length,
    exceptions: data?.exceptions.totalCount,
  };
  return (
    <>
      <nav className={styles.rail} aria-label="Main" data-open={isOpen}>
        <NavLink to="/" className={styles.brand}><Glyph />Control Tower</NavLink>
        {GROUPS.map((group, index) => (
          <div key={index} className={styles.group}>
            {group.map(({ to, label, Icon, ...rest }) => {
              const count = "count" in rest && rest.count ? counts[rest.count] : undefined;
              return (
                <NavLink key={to} to={to} end={to === "/"} className={styles.link}>
                  <Icon size={16} stroke={1.6} aria-hidden />{label}
                  {count ? <span className={styles.count}>{count}<span className="sr-only"> waiting</span></span> : null}
                </NavLink>
              );
            })}
          </div>
        ))}
      </nav>
      <button type="button" className={styles.veil} aria-label="Close the menu" onClick={onClose} />
    </>
  );
}

export const Glyph = () => (
  <svg className={styles.glyph} viewBox="0 0 24 24" aria-hidden><rect width="24" height="24" rx="6" fill="currentColor" /><path d="M7 6h10l-1.6 4.2H8.6zM9.6 11.6h4.8L15.4 19H8.6z" fill="var(--surface)" /></svg>
);
