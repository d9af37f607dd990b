import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = "http://localhost:4000";

export default defineConfig({
  root: here("."),
  plugins: [react()],
  build: {
    outDir: here("../dist/client"),
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 4_000, // the playground's editor is one big chunk that the dashboard never loads
    rolldownOptions: {
      input: { index: here("index.html"), playground: here("playground.html") },
      // GraphiQL ships compiler directives that mean nothing in a bundle.
      onLog: (level, log, report) => { if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log); },
    },
  },
  optimizeDeps: { exclude: ["graphiql/setup-workers/vite", "@graphiql/react/setup-workers/vite"] }, // they import workers by Vite's own syntax
  server: {
    port: 5173,
    strictPort: true,
    proxy: { "/graphql": { target: server, ws: true }, "/demo-logins": server },
  },
});
