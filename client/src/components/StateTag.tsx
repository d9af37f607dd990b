import type { ReactNode } from "react";
import { type StateOf, type Tone, toneOf, wordOf } from "./states";
import styles from "./StateTag.module.css";
import { words } from "./words";

/** A word in its state's colour. */
export const Tag = ({ tone, children, title }: { tone: Tone; children: ReactNode; title?: string }) =>
  <span className={`${styles.tag} ${styles[tone]}`} title={title}>{children}</span>;

/** A record's state, in the colour and word that all pages share. */
export const StateTag = ({ of, state, title }: { of: StateOf; state: string; title?: string }) =>
  <Tag tone={toneOf(of, state)} title={title}>{wordOf(of, state) ?? words(state)}</Tag>;
