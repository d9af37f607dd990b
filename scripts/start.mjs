import { buildChanged } from "./build.mjs";
import { become, install } from "./install.mjs";

install();
buildChanged();

// npm passes a SIGTERM to its shell, which dies without passing it on: who stops npm means the server.
const shell = process.ppid;
const watch = setInterval(() => {
  if (process.ppid === shell) return;
  clearInterval(watch);
  process.kill(process.pid, "SIGTERM");
}, 250).unref();

await become("server/main.js");
