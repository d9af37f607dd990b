import { slaStateNow } from "../../components/sla";

interface Clocked { taskId: string; status: string; slaState: string; slaDueAt: string; snoozedUntil?: string | null; exception: { score: number } }

export interface Group<Task> { id: "breached" | "due-today" | "at-risk" | "later" | "snoozed"; name: string; tone: "breach" | "risk" | "idle"; tasks: Task[] }

const OVER = ["RESOLVED", "CANCELLED"];

export const isSnoozed = ({ snoozedUntil }: { snoozedUntil?: string | null }, now: number) => Boolean(snoozedUntil) && Date.parse(snoozedUntil!) > now;

/** The queue in the order of its clocks: breached, due today, at risk, later; what is snoozed stands last, unless it is breached, for a breach stays a breach. */
export function groupBySla<Task extends Clocked>(tasks: readonly Task[], endOfToday: number, now: number): Group<Task>[] {
  const groups: Group<Task>[] = [
    { id: "breached", name: "Breached", tone: "breach", tasks: [] }, { id: "due-today", name: "Due today", tone: "risk", tasks: [] },
    { id: "at-risk", name: "At risk, due later", tone: "risk", tasks: [] }, { id: "later", name: "Later", tone: "idle", tasks: [] }, { id: "snoozed", name: "Snoozed", tone: "idle", tasks: [] },
  ];
  const [breached, today, atRisk, later, snoozed] = groups as [Group<Task>, Group<Task>, Group<Task>, Group<Task>, Group<Task>];
  for (const task of tasks) {
    if (OVER.includes(task.status)) continue;
    const state = slaStateNow(task, now);
    if (state === "BREACHED") breached.tasks.push(task);
    else if (isSnoozed(task, now)) snoozed.tasks.push(task);
    else if (state !== "PAUSED" && Date.parse(task.slaDueAt) <= endOfToday) today.tasks.push(task);
    else if (state === "AT_RISK") atRisk.tasks.push(task);
    else later.tasks.push(task);
  }
  const urgent = (one: Task, other: Task) => one.slaDueAt.localeCompare(other.slaDueAt) || other.exception.score - one.exception.score;
  return groups.filter((group) => group.tasks.length > 0).map((group) => ({ ...group, tasks: group.tasks.sort(urgent) }));
}
