import { useEffect, useRef } from "react";

/** What a list can show; every event says which of them it may have changed. */
export type Topic = "exceptions" | "tasks" | "drafts";
export interface Change { topic: Topic; type: string; id?: string }

const listeners = new Set<(change: Change) => void>();
export const announce = (change: Change) => listeners.forEach((listener) => listener(change));

const GATHER = 250;

/**
 * Reads a list again after events that may have moved records in or out of it. The records themselves are already up to
 * date by then, since events carry them; only the server can say what belongs to a filter. A burst costs one reading.
 */
export function useReread(topics: readonly Topic[], reread: () => unknown) {
  const latest = useRef(reread);
  useEffect(() => { latest.current = reread; });
  const key = topics.join();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listener = ({ topic }: Change) => {
      if (!key.split(",").includes(topic)) return;
      timer ??= setTimeout(() => { timer = undefined; void latest.current(); }, GATHER);
    };
    listeners.add(listener);
    return () => { listeners.delete(listener); clearTimeout(timer); };
  }, [key]);
}
