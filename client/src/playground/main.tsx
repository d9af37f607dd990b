import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./playground.css";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createClient } from "graphql-ws";
import { createRoot } from "react-dom/client";
import { examplesFor } from "./examples";

const sockets = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`;
// A cookie opened after the socket must count, so the socket opens anew with each subscription.
const fetcher = createGraphiQLFetcher({ url: "/graphql", wsClient: createClient({ url: sockets, lazyCloseTimeout: 0 }), headers: { "apollo-require-preflight": "true" } });

/** The demo tells its logins, so that the first tab works with one click; elsewhere it stays blank. */
async function demoLogin(): Promise<{ email: string; password: string } | undefined> {
  const response = await fetch("/demo-logins", { headers: { accept: "application/json" } }).catch(() => undefined);
  if (!response?.ok || !response.headers.get("content-type")?.includes("json")) return undefined;
  const logins = (await response.json()) as { role: string; email: string; password: string }[];
  const login = logins.find(({ role }) => role === "ADMIN");
  return login && { email: login.email, password: login.password };
}

const examples = examplesFor(await demoLogin());

createRoot(document.getElementById("playground")!).render(
  <GraphiQL fetcher={fetcher} defaultTabs={examples} initialVariables={examples[0]!.variables} defaultEditorToolsVisibility="variables" isHeadersEditorEnabled={false} shouldPersistHeaders={false}>
    <GraphiQL.Logo><a className="home" href="/">Control Tower</a></GraphiQL.Logo>
  </GraphiQL>,
);
