import { useDisclosure } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { useLocation, useRoutes } from "react-router";
import { useKeys } from "../components/useKeys";
import { LiveEvents } from "../records/live/LiveEvents";
import { CommandBar } from "./CommandBar";
import { EnvironmentStripe } from "./EnvironmentStripe";
import { OfflineBanner } from "./ConnectionState";
import { PageBoundary } from "./PageBoundary";
import { Rail } from "./Rail";
import { routes } from "./routes";
import styles from "./Shell.module.css";
import { TopBar } from "./TopBar";
import { undoLast } from "./undo";
import { usePlace } from "./usePlace";
import { useViewer } from "./viewer";
import { WorkingTimeProvider } from "./WorkingTimeProvider";

/** The frame that every page stands in. */
export function Shell() {
  const { environment, callsModel, drafter } = useViewer();
  const page = useRoutes(routes);
  const { pathname } = useLocation();
  const [railOpen, rail] = useDisclosure(false);
  const main = useRef<HTMLElement>(null);
  usePlace(main);
  useEffect(() => rail.close(), [pathname, rail.close]);
  useKeys({ z: () => void undoLast() });

  return (
    <div className={styles.shell}>
      <a href="#page" className={styles.skip}>Skip to the page</a>
      <EnvironmentStripe environment={environment} callsModel={callsModel} drafter={drafter} />
      <LiveEvents />
      <Rail isOpen={railOpen} onClose={rail.close} />
      <TopBar onMenu={rail.toggle} />
      <main id="page" ref={main} className={styles.page} tabIndex={-1}>
        <OfflineBanner />
        <WorkingTimeProvider><PageBoundary key={pathname}>{page}</PageBoundary></WorkingTimeProvider>
      </main>
      <CommandBar />
    </div>
  );
}
