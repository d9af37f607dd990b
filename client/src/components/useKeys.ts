import { useEffect, useRef } from "react";

const TYPING = "input, textarea, select, [contenteditable=true]";
const LAYER = '[role="dialog"][aria-modal="true"], [role="menu"]';

/**
 * Whether a dialog or menu was open when the key went down. Asked before anybody else hears the key, since a dialog that
 * takes Escape is gone by the time the page hears it.
 */
let pressedInLayer = false;
addEventListener("keydown", () => { pressedInLayer = document.querySelector(LAYER) !== null; }, { capture: true });

/**
 * Single keys for what a page does most. Silent while somebody types, holds a modifier, or a dialog is open, and for
 * Enter on a control that has its own use for it.
 */
export function useKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys);
  useEffect(() => { latest.current = keys; });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const target = event.target as HTMLElement;
      if (pressedInLayer || target.closest(TYPING)) return;
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
