import { buildChanged } from "./build.mjs";
import { become, install } from "./install.mjs";

// node scripts/run.mjs server/cli/import.js ARGS: runs one built file as if it had been called itself.
install();
buildChanged({ client: false });
const [file] = process.argv.splice(2, 1);
await become(file);
