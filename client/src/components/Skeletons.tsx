import { Skeleton } from "@mantine/core";
import styles from "./States.module.css";

/** Rows of a list before they are there, with the widths of the real ones. */
export const RowsSkeleton = ({ rows = 10 }: { rows?: number }) => (
  <div aria-busy="true" role="status" aria-label="Loading">
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} className={styles.line}>
        <Skeleton h={9} w={92} /><Skeleton h={9} w={`${26 + ((row * 13) % 18)}%`} /><Skeleton h={9} w={110} /><Skeleton h={9} w={70} ml="auto" />
      </div>
    ))}
  </div>
);

/** A record page before it is there. */
export const RecordSkeleton = () => (
  <div className={styles.skeleton} aria-busy="true" role="status" aria-label="Loading">
    <div className="panel" style={{ padding: 16 }}><Skeleton h={9} w={120} mb={10} /><Skeleton h={16} w="46%" mb={10} /><Skeleton h={9} w="30%" /></div>
    <div className="panel" style={{ padding: 16 }}>{Array.from({ length: 6 }, (_, line) => <Skeleton key={line} h={9} w={`${70 - line * 6}%`} mb={14} />)}</div>
    <div className="panel"><RowsSkeleton rows={5} /></div>
  </div>
);
