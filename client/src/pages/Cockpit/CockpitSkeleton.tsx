import { Skeleton } from "@mantine/core";
import { RowsSkeleton } from "../../components/Skeletons";
import styles from "./Cockpit.module.css";

export const CockpitSkeleton = () => (
  <div className={styles.cockpit}>
    <div className={styles.left}>
      <div className={styles.bands}>{[1, 2, 3, 4].map((band) => <div key={band} className={styles.band}><Skeleton h={26} w={30} style={{ gridRow: "1 / 3" }} /><Skeleton h={9} w={90} /><Skeleton h={8} w={130} /></div>)}</div>
      <div className={styles.queue}><RowsSkeleton rows={12} /></div>
    </div>
  </div>
);
