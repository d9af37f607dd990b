import { type RefObject, useRef } from "react";
import { useActions } from "../app/actions";

/** J and K move from row to row of a list, by the link that each row opens with; Enter follows it. */
export function useRowKeys<Element extends HTMLElement>(): RefObject<Element | null> {
  const list = useRef<Element>(null);
  const move = (by: 1 | -1) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  useActions([{ key: "j", label: "Next row", run: () => move(1) }, { key: "k", label: "Previous row", run: () => move(-1) }]);
  return list;
}
