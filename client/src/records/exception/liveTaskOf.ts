const OVER = ["RESOLVED", "CANCELLED"];

/** The task that somebody works on; none means that nobody has the case, whoever had it before. */
export const liveTaskOf = <Task extends { status: string }>({ followUpTasks }: { followUpTasks: readonly Task[] }): Task | undefined =>
  followUpTasks.find(({ status }) => !OVER.includes(status));
