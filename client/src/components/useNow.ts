import { useSyncExternalStore } from "react";

let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const tick = () => { now = Date.now(); listeners.forEach((listener) => listener()); };
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  timer ??= setInterval(tick, 15_000);
  return () => {
    listeners.delete(listener);
    if (!listeners.size) { clearInterval(timer); timer = undefined; }
  };
};

/** The current time, moved on for all clocks of the page together. */
export const useNow = () => useSyncExternalStore(subscribe, () => now);
