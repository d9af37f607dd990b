import { useEffect, useRef } from "react";

const TYPING = "input, textarea, select, [contenteditable=true]";

/**
 * Single keys for what a page does most. Silent while somebody types, holds a modifier, or a dialog is open, and for
 * Enter on a control that has its own use for it.
 */
export function useKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys);
  useEffect(() => { latest.current = keys; });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target as HTMLElement;
      if (target.closest(TYPING) || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      if (event.key === "Enter" && target.closest("a, button")) return;
      const action = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
