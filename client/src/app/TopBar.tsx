import { ActionIcon } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconMenu2 } from "@tabler/icons-react";
import { Kbd } from "../components/Kbd";
import { ConnectionState } from "./ConnectionState";
import { MeMenu } from "./MeMenu";
import { Search } from "./Search";
import styles from "./Shell.module.css";

export const TopBar = ({ onMenu }: { onMenu: () => void }) => (
  <header className={styles.top}>
    <ActionIcon className={styles.menu} variant="subtle" color="gray" onClick={onMenu} aria-label="Menu"><IconMenu2 size={18} /></ActionIcon>
    <Search />
    <button type="button" className={styles.command} onClick={spotlight.open} aria-keyshortcuts="Control+K"><Kbd>Ctrl K</Kbd> Commands</button>
    <div className={styles.tools}>
      <ConnectionState />
      <MeMenu />
    </div>
  </header>
);
