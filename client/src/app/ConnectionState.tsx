import { Button } from "@mantine/core";
import { IconCircleFilled, IconCloudOff, IconRefresh } from "@tabler/icons-react";
import { connection, type Connection, useConnection } from "./live/connection";
import styles from "./Shell.module.css";

const WORDS: Record<Connection, string> = { live: "Live", connecting: "Connecting", catchingUp: "Catching up", offline: "Offline" };
const TITLES: Record<Connection, string> = {
  live: "Changes by others appear here at once", connecting: "Opening the live connection",
  catchingUp: "Reading what happened meanwhile, from the last event seen", offline: "What you see is the last known state",
};

/** Whether what one sees is what is. */
export function ConnectionState() {
  const state = useConnection();
  const Icon = state === "live" ? IconCircleFilled : state === "offline" ? IconCloudOff : IconRefresh;
  return (
    <div className={styles.connection} data-state={state} role="status" title={TITLES[state]}>
      <Icon size={state === "live" ? 9 : 14} aria-label={WORDS[state]} /><span>{WORDS[state]}</span>
    </div>
  );
}

export function OfflineBanner() {
  const state = useConnection();
  if (state !== "offline") return null;
  return (
    <div className={styles.offline} role="alert">
      <IconCloudOff size={16} aria-hidden />
      <span>The connection is lost. What you see is the last known state; nothing is sent meanwhile. It catches up by itself, without a gap.</span>
      <Button variant="default" onClick={connection.retry}>Retry now</Button>
    </div>
  );
}
