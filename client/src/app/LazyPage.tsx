import { type ComponentType, lazy, Suspense, useEffect, useMemo, useState } from "react";
import { RecordSkeleton } from "../components/Skeletons";
import { Failure } from "../components/States";
import { PageBoundary } from "./PageBoundary";

/** A page whose script did not come; the next try asks for it anew. */
export class PageNotLoaded extends Error {}

const loading = (load: () => Promise<ComponentType>) => async () => {
  try {
    return { default: await load() };
  } catch (error) {
    throw new PageNotLoaded("the page's script did not come", { cause: error });
  }
};

/** A page that is loaded when somebody goes there first, and again when it could not be. It waits within: what waits outside forgets its page. */
export function LazyPage({ load }: { load: () => Promise<ComponentType> }) {
  const [attempt, setAttempt] = useState(0);
  const Page = useMemo(() => { void attempt; return lazy(loading(load)); }, [load, attempt]);
  return (
    <PageBoundary key={attempt} failure={(error) => error instanceof PageNotLoaded ? <NotLoaded triedAgain={attempt > 0} retry={() => setAttempt(attempt + 1)} /> : undefined}>
      <Suspense fallback={<RecordSkeleton />}><Page /></Suspense>
    </PageBoundary>
  );
}

/** Tries by itself once the connection is back; a browser that remembers the failure loads the whole dashboard then. */
function NotLoaded({ retry, triedAgain }: { retry: () => void; triedAgain: boolean }) {
  useEffect(() => {
    addEventListener("online", retry);
    return () => removeEventListener("online", retry);
  });
  return navigator.onLine
    ? <Failure what="This page could not be loaded." safe="Nothing was changed, and the pages you opened before work." todo="Try again. If that does not help, the product was updated: reload the dashboard." retry={() => (triedAgain ? location.reload() : retry())} />
    : <Failure what="You are offline, and this page was not loaded yet." safe="Nothing was changed, and the pages you opened before work." todo="It loads by itself once you are connected again." retry={retry} />;
}
