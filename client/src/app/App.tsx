import { ApolloProvider, useQuery } from "@apollo/client/react";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { lazy, Suspense, useEffect } from "react";
import { BrowserRouter } from "react-router";
import { RecordSkeleton } from "../components/Skeletons";
import { Failure } from "../components/States";
import { setOfficeZone } from "../components/time";
import { client, socket, whenSignedOut } from "./apollo";
import { colourScheme, cssVariables, theme } from "./theme";
import { troubleOf } from "./trouble";
import { VIEWER, ViewerContext } from "./viewer";

const SignIn = lazy(() => import("../pages/SignIn/SignIn").then(({ SignIn }) => ({ default: SignIn })));
const frame = import("./Shell"); // fetched while the server is still asked who is there
const Shell = lazy(() => frame.then(({ Shell }) => ({ default: Shell })));

export const App = () => (
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={colourScheme} defaultColorScheme="auto">
    <Notifications position="bottom-right" limit={4} />
    <ApolloProvider client={client}>
      <BrowserRouter><Suspense fallback={<Waiting />}><Gate /></Suspense></BrowserRouter>
    </ApolloProvider>
  </MantineProvider>
);

/** Everything stands behind the sign-in; the address stays, so that one comes back to where one wanted to go. */
function Gate() {
  const { data, error, refetch } = useQuery(VIEWER, { fetchPolicy: "network-only", nextFetchPolicy: "cache-first" });
  useEffect(() => whenSignedOut(() => void refetch()), [refetch]);
  const viewer = data?.viewer;
  const viewerId = viewer?.id;
  useEffect(() => {
    if (viewerId) return () => { socket.terminate(); void client.clearStore(); }; // another person must not find this one's records
  }, [viewerId]);

  if (error && !data) return <main style={{ padding: 40 }}><Failure {...troubleOf(error)} retry={() => void refetch()} /></main>;
  if (!data) return <Waiting />;
  if (!viewer) return <SignIn onSignedIn={() => void refetch()} />;
  setOfficeZone(viewer.timeZone);
  return <ViewerContext value={viewer}><Shell /></ViewerContext>;
}

const Waiting = () => <main style={{ maxWidth: 900, margin: "80px auto", padding: 20 }} aria-label="Starting"><RecordSkeleton /></main>;
