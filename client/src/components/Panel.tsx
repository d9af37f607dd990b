import type { ReactNode } from "react";
import styles from "./Panel.module.css";

/** A titled part of a page. */
export const Panel = ({ title, aside, children, flush = false }: { title: string; aside?: ReactNode; children: ReactNode; flush?: boolean }) => (
  <section className={styles.panel} aria-label={title}>
    <header className={styles.head}><h2>{title}</h2>{aside && <div className={styles.aside}>{aside}</div>}</header>
    <div className={flush ? styles.flush : styles.body}>{children}</div>
  </section>
);
