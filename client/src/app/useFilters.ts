import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

/** A list's search and filters, kept in the address. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const set = useCallback((name: string, value: string | readonly string[] | null) => setParams((before) => {
    const next = new URLSearchParams(before);
    const text = typeof value === "string" ? value : value?.join(",");
    if (text) next.set(name, text); else next.delete(name);
    return next;
  }, { replace: true }), [setParams]);
  return useMemo(() => ({
    text: (name: string) => params.get(name) ?? "",
    /** Codes of a closed vocabulary; what somebody typed into the address and is none is left out. */
    codes: <Code extends string>(name: string, known: readonly Code[]): Code[] => {
      const chosen = (params.get(name) ?? "").split(",");
      return known.filter((code) => chosen.includes(code));
    },
    set,
    isAny: [...params.keys()].length > 0,
    reset: () => setParams({}, { replace: true }),
  }), [params, set, setParams]);
}

/** A filter input without the conditions that nobody set. */
export const given = <Filter extends Record<string, unknown>>(filter: Filter): Filter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== "" && value !== undefined && !(Array.isArray(value) && value.length === 0))) as Filter;
