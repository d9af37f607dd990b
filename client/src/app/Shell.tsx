import { useDisclosure } from "@mantine/hooks";
import { Suspense, useEffect } from "react";
import { useLocation, useRoutes } from "react-router";
import { RecordSkeleton } from "../components/Skeletons";
import { LiveEvents } from "../records/live/LiveEvents";
import { CommandBar } from "./CommandBar";
import { EnvironmentStripe } from "./EnvironmentStripe";
import { OfflineBanner } from "./ConnectionState";
import { PageBoundary } from "./PageBoundary";
import { Rail } from "./Rail";
import { routes } from "./routes";
import styles from "./Shell.module.css";
import { TopBar } from "./TopBar";
import { useViewer } from "./viewer";
import { WorkingTimeProvider } from "./WorkingTimeProvider";

/** The frame that every page stands in. */
export function Shell() {
  const { environment, callsModel, drafter } = useViewer();
  const page = useRoutes(routes);
  const { pathname } = useLocation();
  const [railOpen, rail] = useDisclosure(false);
  useEffect(() => {
    rail.close();
    document.getElementById("page")?.scrollTo(0, 0);
  }, [pathname, rail.close]);

  return (
    <div className={styles.shell}>
      <a href="#page" className={styles.skip}>Skip to the page</a>
      <EnvironmentStripe environment={environment} callsModel={callsModel} drafter={drafter} />
      <LiveEvents />
      <Rail isOpen={railOpen} onClose={rail.close} />
      <TopBar onMenu={rail.toggle} />
      <main id="page" className={styles.page} tabIndex={-1}>
        <OfflineBanner />
        <WorkingTimeProvider><PageBoundary key={pathname}><Suspense fallback={<RecordSkeleton />}>{page}</Suspense></PageBoundary></WorkingTimeProvider>
      </main>
      <CommandBar />
    </div>
  );
}
