import { IconAlertTriangle, IconCheck, IconClockPause, IconFlame } from "@tabler/icons-react";
import styles from "./SlaClock.module.css";
import { exactInstant, span } from "./time";
import { useNow } from "./useNow";

interface Sla { slaState: string; slaDueAt: string; slaPauseReason?: string | null }

/** What is left of the SLA; the server counts business time, this only shows how far its moment is. */
export function SlaClock({ slaState, slaDueAt, slaPauseReason }: Sla) {
  const now = useNow();
  const left = Date.parse(slaDueAt) - now;
  const exact = `Due ${exactInstant(slaDueAt)}`;
  if (slaState === "MET") return <span className={styles.met} title={exact}><IconCheck size={13} aria-hidden />Met</span>;
  if (slaState === "PAUSED") return <span className={styles.paused} title={slaPauseReason ?? exact}><IconClockPause size={13} aria-hidden />Paused</span>;
  if (slaState === "BREACHED" || left < 0) {
    return <span className={styles.breached} title={`${exact}. Breached.`}><IconFlame size={13} aria-hidden /><span className="sr-only">Breached by </span>−{span(left)}</span>;
  }
  if (slaState === "AT_RISK") {
    return <span className={styles.risk} title={`${exact}. At risk.`}><IconAlertTriangle size={13} aria-hidden /><span className="sr-only">At risk, due in </span>{span(left)}</span>;
  }
  return <span className={styles.active} title={exact}><span className="sr-only">Due in </span>{span(left)}</span>;
}
