import { type RefObject, useEffect, useLayoutEffect } from "react";
import { NavigationType, useLocation, useNavigationType } from "react-router";

const places = new Map<string, number>();
const LONGEST_MS = 2_000;

/** Keeps where one was on each page of the history: Back returns there, a new page begins at its top. */
export function usePlace(page: RefObject<HTMLElement | null>): void {
  const { key, pathname } = useLocation();
  const isReturn = useNavigationType() === NavigationType.Pop;

  useLayoutEffect(() => {
    const element = page.current;
    const wanted = isReturn ? (places.get(key) ?? 0) : 0;
    if (!element) return;
    element.scrollTo(0, wanted);
    if (!wanted) return;
    // rows come a moment after the page; whoever scrolls meanwhile has chosen another place
    const started = performance.now();
    let frame = requestAnimationFrame(function again() {
      if (Math.abs(element.scrollTop - wanted) < 2 || performance.now() - started > LONGEST_MS) return;
      element.scrollTo(0, wanted);
      frame = requestAnimationFrame(again);
    });
    const stop = () => cancelAnimationFrame(frame);
    element.addEventListener("wheel", stop, { once: true, passive: true });
    return () => { stop(); element.removeEventListener("wheel", stop); };
    // a filter changes the key, not the page; only another page moves
  }, [pathname]);

  useEffect(() => {
    const element = page.current;
    const remember = () => { if (element) places.set(key, element.scrollTop); };
    element?.addEventListener("scroll", remember, { passive: true });
    return () => element?.removeEventListener("scroll", remember);
  }, [key, page]);
}
