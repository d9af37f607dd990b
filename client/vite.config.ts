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
    rolldownOptions: { input: { index: here("index.html"), playground: here("playground.html") } },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { "/graphql": { target: server, ws: true }, "/demo-logins": server },
  },
});
