interface Clocked { taskId: string; status: string; slaState: string; slaDueAt: string; snoozedUntil?: string | null; exception: { score: number } }

export interface Group<Task> { id: string; name: string; tone: "breach" | "risk" | "idle"; tasks: Task[] }

const OVER = ["RESOLVED", "CANCELLED"];

/** The queue in the order of its clocks: breached, at risk, due today, later; snoozed tasks stand last, out of the way. */
export function groupBySla<Task extends Clocked>(tasks: readonly Task[], endOfToday: string, now = new Date()): Group<Task>[] {
  const groups: Group<Task>[] = [
    { id: "breached", name: "Breached", tone: "breach", tasks: [] }, { id: "at-risk", name: "At risk", tone: "risk", tasks: [] }, { id: "due-today", name: "Due today", tone: "idle", tasks: [] },
    { id: "later", name: "Later", tone: "idle", tasks: [] }, { id: "snoozed", name: "Snoozed", tone: "idle", tasks: [] },
  ];
  const [breached, atRisk, today, later, snoozed] = groups as [Group<Task>, Group<Task>, Group<Task>, Group<Task>, Group<Task>];
  for (const task of tasks) {
    if (OVER.includes(task.status)) continue;
    if (task.snoozedUntil && Date.parse(task.snoozedUntil) > now.getTime()) snoozed.tasks.push(task);
    else if (task.slaState === "BREACHED") breached.tasks.push(task);
    else if (task.slaState === "AT_RISK") atRisk.tasks.push(task);
    else if (task.slaState !== "PAUSED" && task.slaDueAt <= endOfToday) today.tasks.push(task);
    else later.tasks.push(task);
  }
  const urgent = (one: Task, other: Task) => one.slaDueAt.localeCompare(other.slaDueAt) || other.exception.score - one.exception.score;
  return groups.filter((group) => group.tasks.length > 0).map((group) => ({ ...group, tasks: group.tasks.sort(urgent) }));
}
