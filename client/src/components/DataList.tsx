import type { ReactNode } from "react";
import styles from "./DataList.module.css";

/** A record's facts in two columns; what is unknown shows a dash, so that its absence can be seen. */
export const DataList = ({ items }: { items: readonly (readonly [string, ReactNode])[] }) => (
  <dl className={styles.list}>
    {items.map(([term, value]) => (
      <div key={term} className={styles.item}><dt>{term}</dt><dd>{value === null || value === undefined || value === "" ? <span className="muted">–</span> : value}</dd></div>
    ))}
  </dl>
);
