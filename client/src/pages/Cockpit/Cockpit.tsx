import { useQuery } from "@apollo/client/react";
import { useCallback, useMemo, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useReread } from "../../app/live/changes";
import { troubleOf } from "../../app/trouble";
import { useViewer } from "../../app/viewer";
import { useTitle } from "../../app/useTitle";
import { KeyHelp } from "../../components/KeyHelp";
import { Failure } from "../../components/States";
import { endOfToday } from "../../components/time";
import { useKeys } from "../../components/useKeys";
import { getFragmentData, graphql } from "../../gql";
import { ResolveDialog, SnoozeDialog } from "../../records/task/TaskDialogs";
import { TaskRow_task } from "../../records/task/TaskRow";
import { Bands } from "./Bands";
import styles from "./Cockpit.module.css";
import { CockpitSkeleton } from "./CockpitSkeleton";
import { groupBySla } from "./groupBySla";
import { Queue, type Whose } from "./Queue";
import { SplitView } from "./SplitView";

const COCKPIT = graphql(`
  query Cockpit($filter: FollowUpTaskFilter!, $first: Int!) {
    followUpTasks(filter: $filter, first: $first, orderBy: [{ field: SLA_DUE_AT }]) {
      totalCount
      edges { cursor node { id ...TaskRow_task } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
    ...Bands_query
  }
`);

const LIVE = ["OPEN", "SCHEDULED", "DRAFTING", "WAITING_FOR_HUMAN_APPROVAL", "APPROVED", "POSTED", "AWAITING_RESPONSE"] as const;
const MOST = 200;

/** What is on fire, what waits for me, and the queue under it; everything with the keyboard. */
export function Cockpit() {
  useTitle("Cockpit");
  const viewer = useViewer();
  const [params, setParams] = useSearchParams();
  const whose = (params.get("whose") ?? "all") as Whose;
  const theirs = whose === "mine" && viewer.id ? { assigneeId: [viewer.id] } : whose === "teams" ? { humanOwner: viewer.teams } : {};
  const [today] = useState(() => endOfToday().toISOString());
  const { data, error, refetch } = useQuery(COCKPIT, { variables: { filter: { status: [...LIVE], ...theirs }, first: MOST } });
  useReread(["tasks", "drafts", "exceptions"], () => refetch());

  const rows = getFragmentData(TaskRow_task, data?.followUpTasks.edges.map(({ node }) => node));
  const groups = useMemo(() => groupBySla(rows ?? [], today), [rows, today]);
  const order = useMemo(() => groups.flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId)), [groups]);

  const openTask = params.get("task");
  const [cursor, setCursor] = useState<string>();
  const selected = cursor && order.includes(cursor) ? cursor : (openTask ?? order[0]);
  const put = useCallback((name: string, value: string | null) => setParams((before) => {
    if (value) before.set(name, value); else before.delete(name);
    return new URLSearchParams(before);
  }, { replace: true }), [setParams]);
  const open = useCallback((taskId: string | null) => put("task", taskId), [put]);
  const [dialog, setDialog] = useState<"snooze" | "resolve" | "keys">();
  const navigate = useNavigate();

  const move = (by: 1 | -1) => {
    const next = order[Math.min(order.length - 1, Math.max(0, order.indexOf(selected ?? "") + by))];
    if (!next) return;
    setCursor(next);
    document.getElementById(`task-${next}`)?.scrollIntoView({ block: "nearest" });
    if (openTask) open(next);
  };
  useKeys({
    j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1),
    Enter: () => selected && open(selected), Escape: () => open(null),
    s: () => selected && setDialog("snooze"), r: () => selected && setDialog("resolve"),
    o: () => selected && void navigate(`/tasks/${selected}`), "?": () => setDialog("keys"),
    ...(openTask ? {} : { a: () => selected && open(selected), e: () => selected && open(selected) }),
  });

  if (error && !data) return <Failure {...troubleOf(error)} retry={() => void refetch()} />;
  if (!data) return <CockpitSkeleton />;
  const task = rows?.find(({ taskId }) => taskId === selected);
  return (
    <div className={`${styles.cockpit} ${openTask ? styles.split : ""}`}>
      <h1 className="sr-only">Cockpit</h1>
      <div className={styles.left}>
        <Bands bands={data} groups={groups} />
        <Queue groups={groups} nodes={data.followUpTasks.edges.map(({ node }) => node)} selected={selected} onSelect={setCursor} onOpen={open}
          whose={whose} hasTeams={viewer.teams.length > 0} onWhose={(next) => put("whose", next === "all" ? null : next)} total={data.followUpTasks.totalCount} onKeys={() => setDialog("keys")} />
      </div>
      {openTask && <SplitView key={openTask} taskId={openTask} onClose={() => open(null)} onSnooze={() => setDialog("snooze")} onResolve={() => setDialog("resolve")} />}
      {dialog === "snooze" && task && <SnoozeDialog task={{ taskId: task.taskId, version: task.version }} onClose={() => setDialog(undefined)} onDone={() => move(1)} />}
      {dialog === "resolve" && task && <ResolveDialog task={{ taskId: task.taskId, version: task.version }} onClose={() => setDialog(undefined)} onDone={() => move(1)} />}
      {dialog === "keys" && <KeyHelp keys={KEYS} onClose={() => setDialog(undefined)} />}
    </div>
  );
}

const KEYS: [string, string][] = [
  ["J", "Next task"], ["K", "Previous task"], ["Enter", "Open beside the queue"], ["Esc", "Close it again"], ["A", "Approve and post the draft"], ["E", "Edit the draft"],
  ["S", "Snooze"], ["R", "Resolve and go to the next"], ["O", "Open the task's page"], ["/", "Search"], ["Ctrl K", "Commands"], ["?", "These keys"],
];
