import { Button } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./States.module.css";

/** Says what will appear here, and how to make it appear. */
export const Empty = ({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) => (
  <div className={styles.empty}>
    <p className={styles.title}>{title}</p>
    {children && <p className={styles.text}>{children}</p>}
    {action && <div className={styles.action}>{action}</div>}
  </div>
);

export interface Trouble { what: string; safe: string; todo: string; errorId?: string; retry?: () => void }

/** What happened, what is safe, what to do, and the id to quote. */
export const Failure = ({ what, safe, todo, errorId, retry }: Trouble) => (
  <div className={styles.failure} role="alert">
    <IconPlugConnectedX size={20} aria-hidden className={styles.icon} />
    <div>
      <p className={styles.title}>{what}</p>
      <p className={styles.text}>{safe} {todo}</p>
      <div className={styles.action}>
        {retry && <Button variant="default" onClick={retry}>Try again</Button>}
        {errorId && <span className="muted">Error id <code>{errorId}</code></span>}
      </div>
    </div>
  </div>
);
