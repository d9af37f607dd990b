import type { ReactNode } from "react";
import styles from "./RecordLayout.module.css";

/** Every record page: a head that says what is stuck and who has it, the record itself, and its story beside it. */
export const RecordLayout = ({ head, children, story }: { head: ReactNode; children: ReactNode; story: ReactNode }) => (
  <div className={styles.page}>
    <div className={styles.head}>{head}</div>
    <div className={styles.main}>{children}</div>
    <div className={styles.story}>{story}</div>
  </div>
);
