import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./playground.css";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createClient } from "graphql-ws";
import { createRoot } from "react-dom/client";
import { examples } from "./examples";

const sockets = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`;
// A cookie opened after the socket must count, so the socket opens anew with each subscription.
const fetcher = createGraphiQLFetcher({ url: "/graphql", wsClient: createClient({ url: sockets, lazyCloseTimeout: 0 }), headers: { "apollo-require-preflight": "true" } });

createRoot(document.getElementById("playground")!).render(
  <GraphiQL fetcher={fetcher} defaultTabs={examples} defaultEditorToolsVisibility="variables" isHeadersEditorEnabled={false} shouldPersistHeaders={false}>
    <GraphiQL.Logo><a className="home" href="/">Control Tower</a></GraphiQL.Logo>
  </GraphiQL>,
);
