import { useSyncExternalStore } from "react";

const leaving = new Set<string>();
/** What somebody wrote for a task that did not go through, so that the next try begins with it. */
const unsaid = new Map<string, string>();
const listeners = new Set<() => void>();
const told = () => listeners.forEach((listener) => listener());

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
};

/** Whether a task is on its way out: the person has decided, and the server has not confirmed yet. */
export const useIsLeaving = (taskId: string) => useSyncExternalStore(subscribe, () => leaving.has(taskId));

/** Shows a task as leaving until the work is done; where it was refused the task is back and the words are kept. */
export async function leave(taskId: string, words: string, work: () => Promise<boolean>): Promise<void> {
  leaving.add(taskId);
  told();
  try {
    if (await work()) unsaid.delete(taskId);
    else unsaid.set(taskId, words);
  } finally {
    leaving.delete(taskId);
    told();
  }
}

export const wordsKeptFor = (taskId: string): string => unsaid.get(taskId) ?? "";
