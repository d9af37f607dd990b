import { dayText, exactInstant, relative } from "./time";
import { useNow } from "./useNow";

/** An instant, relative, with the exact one on hover. */
export function When({ at, prefix = "" }: { at: string | null | undefined; prefix?: string }) {
  const now = useNow();
  if (!at) return <span className="muted">–</span>;
  return <time dateTime={at} title={exactInstant(at)}>{prefix}{relative(Date.parse(at), now)}</time>;
}

/** A calendar day. */
export const Day = ({ on }: { on: string | null | undefined }) =>
  on ? <time dateTime={on}>{dayText(on)}</time> : <span className="muted">–</span>;
