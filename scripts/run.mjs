import { become, install, runScript } from "./install.mjs";

// node scripts/run.mjs server/cli/import.js ARGS: runs one built file as if it had been called itself.
install();
runScript("build.mjs", "--server");
const [file] = process.argv.splice(2, 1);
await become(file);
