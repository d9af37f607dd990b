import { useQuery } from "@apollo/client/react";
import { SegmentedControl } from "@mantine/core";
import { useEffect } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { useActions } from "../../app/actions";
import { useReread } from "../../app/live/changes";
import { troubleOf } from "../../app/trouble";
import { useTitle } from "../../app/useTitle";
import { RowsSkeleton } from "../../components/Skeletons";
import { Empty, Failure } from "../../components/States";
import { useKeys } from "../../components/useKeys";
import { getFragmentData, graphql } from "../../gql";
import styles from "./Approvals.module.css";
import { DraftLine, DraftLine_draft } from "./DraftLine";
import { Review } from "./Review";

const APPROVALS = graphql(`
  query Approvals($state: [DraftState!]) {
    drafts(filter: { state: $state }, first: 100, orderBy: [{ field: EXPIRES_AT }]) {
      edges { cursor node { id ...DraftLine_draft } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

type View = "mine" | "all" | "decided";

/** What waits for a decision, beside the one being read. */
export function Approvals() {
  const { number } = useParams();
  useTitle(number ?? "Approvals");
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const view = (params.get("view") ?? "mine") as View;
  const { data, error, refetch } = useQuery(APPROVALS, { variables: { state: view === "decided" ? ["APPROVED", "EXECUTING", "EXECUTED", "FAILED", "REJECTED", "INVALIDATED", "EXPIRED"] : ["PENDING"] } });
  useReread(["drafts"], () => refetch());

  const nodes = data?.drafts.edges.map(({ node }) => node) ?? [];
  const lines = getFragmentData(DraftLine_draft, nodes);
  const shown = nodes.filter((_, index) => view !== "mine" || lines[index]!.viewerMay.includes("draftApprove"));
  const numbers = getFragmentData(DraftLine_draft, shown).map((line) => line.number);
  const first = numbers[0];
  const to = (draft: string) => `/approvals/${draft}${view === "mine" ? "" : `?view=${view}`}`;
  useEffect(() => {
    if (!number && first && matchMedia("(min-width: 1000px)").matches) void navigate(to(first), { replace: true });
  });
  const move = (by: 1 | -1) => {
    const next = numbers[Math.min(numbers.length - 1, Math.max(0, numbers.indexOf(number ?? "") + by))];
    if (next) void navigate(to(next), { replace: true });
  };
  useKeys({ ArrowDown: () => move(1), ArrowUp: () => move(-1) });
  useActions([{ key: "j", label: "Next draft", run: () => move(1) }, { key: "k", label: "Previous draft", run: () => move(-1) }]);

  return (
    <div className={styles.page} data-reading={Boolean(number)}>
      <section className={styles.list} aria-label="Drafts">
        <header className={styles.head}>
          <h1>Approvals</h1>
          <SegmentedControl size="xs" value={view} onChange={(value) => setParams(value === "mine" ? {} : { view: value })} aria-label="Which drafts"
            data={[{ value: "mine", label: "For me" }, { value: "all", label: "All waiting" }, { value: "decided", label: "Decided" }]} />
        </header>
        {error && !data ? <Failure {...troubleOf(error)} retry={() => void refetch()} /> : !data ? <div className="panel"><RowsSkeleton rows={6} /></div> : shown.length === 0 ? (
          <div className="panel"><Empty title={view === "decided" ? "Nothing decided yet" : "Nothing waits for you"}>{view === "decided" ? "Drafts that were approved, rejected or expired stay here with who decided and why." : "An agent's draft appears here as soon as it is written. Assign an agent to an exception to get one."}</Empty></div>
        ) : (
          <ul className={`panel ${styles.lines}`}>{shown.map((draft, index) => <DraftLine key={draft.id} draft={draft} to={to(numbers[index]!)} selected={numbers[index] === number} />)}</ul>
        )}
      </section>
      <section className={styles.review} aria-label="Review">
        {number ? <><Link to={`/approvals${view === "mine" ? "" : `?view=${view}`}`} className={styles.back}>← All drafts</Link><Review key={number} number={number} /></> : shown.length > 0 && <div className="panel"><Empty title="Choose a draft">Its text, its facts and the decision appear here.</Empty></div>}
      </section>
    </div>
  );
}
