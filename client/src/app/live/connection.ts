import { useSyncExternalStore } from "react";

export type Connection = "connecting" | "live" | "catchingUp" | "offline";

let state: Connection = "connecting";
const listeners = new Set<() => void>();
const retries = new Set<() => void>();

/** The one word on how live the page is; streams report here. */
export const connection = {
  get: () => state,
  set(next: Connection) {
    if (next === state) return;
    state = next;
    listeners.forEach((listener) => listener());
  },
  /** Every stream that waits for its next try tries now. */
  retry: () => retries.forEach((retry) => retry()),
  /** Answers how to stop hearing of it. */
  onRetry(retry: () => void) {
    retries.add(retry);
    return () => { retries.delete(retry); };
  },
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
};

export const useConnection = () => useSyncExternalStore(subscribe, connection.get);
