import { IconAlertTriangle, IconCheck, IconClockPause, IconFlame } from "@tabler/icons-react";
import { createContext, useContext } from "react";
import { minutesLeft, type Sla, slaStateNow, type Working, workSpan } from "./sla";
import styles from "./SlaClock.module.css";
import { dayAndClock, exactInstant } from "./time";
import { useNow } from "./useNow";

/** When people work around now; without it a clock stands at what the server counted. */
export const WorkingTime = createContext<readonly Working[]>([]);

const LOOKS: Record<string, { style: string; Icon?: typeof IconFlame }> = {
  BREACHED: { style: styles.breached!, Icon: IconFlame }, AT_RISK: { style: styles.risk!, Icon: IconAlertTriangle },
  PAUSED: { style: styles.paused!, Icon: IconClockPause }, MET: { style: styles.met!, Icon: IconCheck },
};

/** How much working time is left of the SLA: a figure, or with `inWords` the sentence that the figure stands for; `due` puts the moment under it. */
export function SlaClock({ inWords = false, due = false, ...sla }: Sla & { inWords?: boolean; due?: boolean }) {
  const now = useNow();
  const working = useContext(WorkingTime);
  const state = slaStateNow(sla, now);
  const left = minutesLeft(sla, working, now);
  const { style, Icon } = LOOKS[state] ?? { style: styles.active! };
  const when = dayAndClock(sla.slaDueAt, now);
  const sentence = sentenceOf(state, left, when, sla.slaPauseReason);
  return (
    <span className={inWords ? `${style} ${styles.sentence}` : style} title={`${sentence} · ${exactInstant(sla.slaDueAt)}`}>
      {Icon && <Icon size={13} aria-hidden />}
      {inWords ? sentence : <>
        <span className="sr-only">{sentence}</span>
        <span aria-hidden className={styles.figure}>{figureOf(state, left)}{due && state !== "MET" && <small>{when}</small>}</span>
      </>}
    </span>
  );
}

function figureOf(state: string, left: number | undefined): string {
  if (state === "MET") return "Met";
  if (state === "PAUSED") return "Paused";
  if (state === "BREACHED") return left === undefined ? "Breached" : `−${workSpan(Math.min(0, left))}`;
  return left === undefined ? "–" : workSpan(Math.max(0, left));
}

function sentenceOf(state: string, left: number | undefined, when: string, pauseReason?: string | null): string {
  const time = left === undefined ? undefined : `${workSpan(state === "BREACHED" ? Math.min(0, left) : Math.max(0, left), "min")} of working time`;
  switch (state) {
    case "MET": return "SLA met";
    case "PAUSED": return `SLA paused${time ? ` with ${time} left` : ""}${pauseReason ? `: ${pauseReason}` : ""}`;
    case "BREACHED": return `Breached${time ? `, late by ${time}` : ""}, was due ${when}`;
    default: return `${state === "AT_RISK" ? "At risk: " : ""}${time ? `${time} left, ` : ""}due ${when}`;
  }
}
