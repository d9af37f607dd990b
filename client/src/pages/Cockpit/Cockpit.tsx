import { useQuery } from "@apollo/client/react";
import { useCallback, useContext, useMemo, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useReread } from "../../app/live/changes";
import { troubleOf } from "../../app/trouble";
import { useViewer } from "../../app/viewer";
import { useTitle } from "../../app/useTitle";
import { KeyHelp } from "../../components/KeyHelp";
import { Failure } from "../../components/States";
import { WorkingTime } from "../../components/SlaClock";
import { dayOf, endOfToday } from "../../components/time";
import { useActions } from "../../app/actions";
import { useKeys } from "../../components/useKeys";
import { useNow } from "../../components/useNow";
import { getFragmentData, graphql } from "../../gql";
import { AssignDialog } from "../../records/exception/AssignDialog";
import { NobodysRow_exception } from "../../records/exception/NobodysRow";
import { ResolveDialog, SnoozeDialog } from "../../records/task/TaskDialogs";
import { TaskRow_task } from "../../records/task/TaskRow";
import { Bands } from "./Bands";
import styles from "./Cockpit.module.css";
import { CockpitSkeleton } from "./CockpitSkeleton";
import { groupBySla } from "./groupBySla";
import { Queue, type Whose } from "./Queue";
import { SplitView } from "./SplitView";

const COCKPIT = graphql(`
  query Cockpit($filter: FollowUpTaskFilter!, $first: Int!, $nobodys: ExceptionFilter!, $critical: ExceptionFilter!) {
    followUpTasks(filter: $filter, first: $first, orderBy: [{ field: SLA_DUE_AT }]) {
      totalCount
      edges { cursor node { id ...TaskRow_task } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
    nobodys: exceptions(filter: $nobodys, first: 8, orderBy: [{ field: SEVERITY, direction: DESC }, { field: SCORE, direction: DESC }]) {
      totalCount
      edges { cursor node { id number ...NobodysRow_exception } }
    }
    critical: exceptions(filter: $critical, first: 1) { totalCount }
    ...Bands_query
  }
`);

const TOTALS = graphql(`
  query CockpitTotals($breached: FollowUpTaskFilter!, $dueToday: FollowUpTaskFilter!) {
    breached: followUpTasks(filter: $breached, first: 1) { totalCount }
    dueToday: followUpTasks(filter: $dueToday, first: 1) { totalCount }
  }
`);

const LIVE = ["OPEN", "SCHEDULED", "DRAFTING", "WAITING_FOR_HUMAN_APPROVAL", "APPROVED", "POSTED", "AWAITING_RESPONSE"] as const;
const RUNNING = ["ACTIVE", "AT_RISK", "BREACHED"] as const;
const MOST = 200;
const MINUTE = 60_000;

/** What is on fire, what waits for me, and the queue under it; everything with the keyboard. */
export function Cockpit() {
  useTitle("Cockpit");
  const viewer = useViewer();
  const [params, setParams] = useSearchParams();
  const whose = (params.get("whose") ?? "all") as Whose;
  const theirs = whose === "mine" && viewer.id ? { assigneeId: [viewer.id] } : whose === "teams" ? { humanOwner: viewer.teams } : {};
  const now = useNow();
  const working = useContext(WorkingTime);
  const day = dayOf(new Date(now));
  const today = useMemo(() => endOfToday(new Date(now)).getTime(), [day]);
  const filter = { status: [...LIVE], ...theirs };
  const nobodysFilter = { active: true, assigned: false, ...(whose === "all" || !viewer.teams.length ? {} : { ownerTeam: viewer.teams }) };
  const { data, error, refetch } = useQuery(COCKPIT, { variables: { filter, first: MOST, nobodys: nobodysFilter, critical: { ...nobodysFilter, minSeverity: 4 } } });
  useReread(["tasks", "drafts", "exceptions"], () => refetch());

  const rows = getFragmentData(TaskRow_task, data?.followUpTasks.edges.map(({ node }) => node));
  const groups = useMemo(() => groupBySla(rows ?? [], today, now), [rows, today, now]);
  const nobodys = useMemo(() => data?.nobodys.edges.map(({ node }) => node) ?? [], [data]);
  const order = useMemo(() => {
    const idsOf = (urgent: boolean) => groups.filter(({ id }) => isUrgent(id) === urgent).flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId));
    return [...idsOf(true), ...nobodys.map(({ number }) => number), ...idsOf(false)];
  }, [groups, nobodys]);
  const isPart = Boolean(data?.followUpTasks.pageInfo.hasNextPage);
  const minute = new Date(Math.floor(now / MINUTE) * MINUTE).toISOString();
  const clocked = { ...filter, slaState: [...RUNNING] };
  const totals = useQuery(TOTALS, {
    skip: !isPart, fetchPolicy: "network-only",
    variables: { breached: { ...clocked, slaDueBefore: minute }, dueToday: { ...clocked, slaDueAfter: minute, slaDueBefore: new Date(today).toISOString(), snoozed: false } },
  });

  const openTask = params.get("task");
  const [cursor, setCursor] = useState<string>();
  const selected = cursor && order.includes(cursor) ? cursor : (openTask ?? order[0]);
  const put = useCallback((name: string, value: string | null) => setParams((before) => {
    if (value) before.set(name, value); else before.delete(name);
    return new URLSearchParams(before);
  }, { replace: true }), [setParams]);
  const navigate = useNavigate();
  const open = useCallback((id: string | null) => (id && isException(id) ? void navigate(`/exceptions/${id}`) : put("task", id)), [put, navigate]);
  const [dialog, setDialog] = useState<"snooze" | "resolve" | "keys">();
  const [assigning, setAssigning] = useState<string>();

  const task = rows?.find(({ taskId }) => taskId === selected);
  const may = (verb: string) => task?.viewerMay.includes(verb) ?? false;
  const move = (by: 1 | -1) => {
    const next = order[Math.min(order.length - 1, Math.max(0, order.indexOf(selected ?? "") + by))];
    if (!next) return;
    setCursor(next);
    document.getElementById(`task-${next}`)?.scrollIntoView({ block: "nearest" });
    if (openTask && !isException(next)) open(next);
  };
  const assignable = nobodys.length > 0 && selected && isException(selected) ? selected : undefined;
  useKeys({ ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: () => selected && open(selected), Escape: () => open(null) });
  useActions([
    { key: "j", label: "Next task", run: () => move(1) }, { key: "k", label: "Previous task", run: () => move(-1) },
    ...(selected ? [{ key: "o", label: `Open ${selected}`, run: () => (isException(selected) ? open(selected) : void navigate(`/tasks/${selected}`)) }] : []),
    ...(may("followUpTaskSnooze") ? [{ key: "s", label: `Snooze ${selected}`, run: () => setDialog("snooze") }] : []),
    ...(may("followUpTaskResolve") ? [{ key: "r", label: `Resolve ${selected}`, run: () => setDialog("resolve") }] : []),
    ...(assignable ? [{ key: "a", label: `Assign ${assignable}`, run: () => setAssigning(assignable) }] : []),
    ...(!openTask && task ? [{ key: "a", label: `Review the draft of ${task.taskId}`, run: () => open(task.taskId) }, { key: "e", label: `Edit the draft of ${task.taskId}`, run: () => open(task.taskId) }] : []),
    { key: "?", label: "All keys", run: () => setDialog("keys") },
  ]);

  if (error && !data) return <Failure {...troubleOf(error)} retry={() => void refetch()} />;
  if (!data) return <CockpitSkeleton />;
  const shown = (id: string) => groups.find((group) => group.id === id)?.tasks.length ?? 0;
  const known = totals.data ?? totals.previousData;
  const counts = {
    breached: (isPart && known?.breached.totalCount) || shown("breached"), dueToday: (isPart && known?.dueToday.totalCount) || shown("due-today"),
    nobodys: data.nobodys.totalCount, critical: data.critical.totalCount,
  };
  const nobodysLink = `/exceptions?view=nobody${nobodysFilter.ownerTeam ? `&team=${nobodysFilter.ownerTeam.join()}` : ""}`;
  const toAssign = getFragmentData(NobodysRow_exception, nobodys).find(({ number }) => number === assigning);
  return (
    <div className={`${styles.cockpit} ${openTask ? styles.split : ""}`}>
      <h1 className="sr-only">Cockpit</h1>
      <div className={styles.left}>
        <Bands bands={data} groups={groups} counts={counts} nobodysLink={nobodysLink} working={working} now={now} />
        <Queue groups={groups} nobodys={nobodys} nobodysTotal={data.nobodys.totalCount} nobodysLink={nobodysLink} onAssign={setAssigning} nodes={data.followUpTasks.edges.map(({ node }) => node)} selected={selected} onSelect={setCursor} onOpen={open}
          whose={whose} hasTeams={viewer.teams.length > 0} onWhose={(next) => put("whose", next === "all" ? null : next)} total={data.followUpTasks.totalCount} onKeys={() => setDialog("keys")} />
      </div>
      {openTask && <SplitView key={openTask} taskId={openTask} onClose={() => open(null)} onSnooze={() => setDialog("snooze")} onResolve={() => setDialog("resolve")} />}
      {dialog === "snooze" && task && <SnoozeDialog task={task} onClose={() => setDialog(undefined)} onDone={() => move(1)} />}
      {dialog === "resolve" && task && <ResolveDialog task={{ taskId: task.taskId, version: task.version }} exceptionId={task.exception.id} onClose={() => setDialog(undefined)} onDone={() => move(1)} />}
      {toAssign && <AssignDialog exception={toAssign} onClose={() => setAssigning(undefined)} />}
      {dialog === "keys" && <KeyHelp keys={KEYS} onClose={() => setDialog(undefined)} />}
    </div>
  );
}

const isUrgent = (group: string) => group === "breached" || group === "due-today";
/** Lines of the queue are tasks, and exceptions that have none yet. */
const isException = (id: string) => !id.startsWith("FOLLOW-");

const KEYS: [string, string][] = [
  ["J", "Next task"], ["K", "Previous task"], ["Enter", "Open beside the queue"], ["Esc", "Close it again"], ["A", "Approve and post the draft"], ["E", "Edit the draft"],
  ["S", "Snooze"], ["R", "Resolve and go to the next"], ["Z", "Undo what was done last"], ["O", "Open the task's page"], ["/", "Search"], ["Ctrl K", "Commands"], ["?", "These keys"],
];
