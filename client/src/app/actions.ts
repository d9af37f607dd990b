import { useEffect, useId, useRef, useSyncExternalStore } from "react";
import { useKeys } from "../components/useKeys";

/** Something the page can do now, by its key and by its name in the command bar. */
export interface Action {
  /** A single key; none where the command bar alone offers it. */
  key?: string;
  label: string;
  run: () => void;
}

const offered = new Map<string, readonly Action[]>();
const listeners = new Set<() => void>();
let snapshot: readonly Action[] = [];

function publish() {
  snapshot = [...offered.values()].flat();
  listeners.forEach((listener) => listener());
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
};

/** What the open page can do, as the command bar lists it. */
export const useOfferedActions = () => useSyncExternalStore(subscribe, () => snapshot);

/** Offers what can be done with what is open or selected, from the keyboard and in the command bar alike. */
export function useActions(actions: readonly Action[]): void {
  const id = useId();
  const latest = useRef(actions);
  useEffect(() => { latest.current = actions; });
  useKeys(Object.fromEntries(actions.flatMap(({ key, run }) => (key ? [[key, run]] : []))));
  const names = actions.map(({ key, label }) => `${key ?? ""} ${label}`).join("\n");
  useEffect(() => {
    offered.set(id, latest.current.map((action, index) => ({ ...action, run: () => latest.current[index]?.run() })));
    publish();
    return () => { offered.delete(id); publish(); };
  }, [id, names]);
}
