import { parseArgs } from "node:util";
import { pino } from "pino";
import { Role } from "../../entities/enums.js";
import { openBase } from "../compose.js";
import { loadConfig } from "../config.js";
import { systemContext } from "../context.js";
import { createUser } from "../domain/people/createUser.js";

const USAGE = `npm run admin:create -- --email ADDRESS --name NAME

  Makes an administrator and prints the password, this once. Administrators then add everybody else.
  The account is made in the database of the settings: DATABASE_URL, or the built-in one in DATA_DIR.`;

/** A call that can't be understood; what follows says how to call it. */
class WrongCall extends Error {}

function readCall(args: string[]) {
  try {
    const { email, name, help } = parseArgs({ args, options: { email: { type: "string" }, name: { type: "string" }, help: { type: "boolean" } } }).values;
    if (help) return undefined;
    if (!email?.trim() || !name?.trim()) throw new WrongCall("Give the administrator's --email and --name.");
    return { email: email.trim(), name: name.trim() };
  } catch (error) {
    throw error instanceof WrongCall ? error : new WrongCall((error as Error).message);
  }
}

async function run(): Promise<void> {
  const asked = readCall(process.argv.slice(2));
  if (!asked) return console.log(USAGE);
  const config = loadConfig();
  const base = await openBase(config, { log: pino({ level: "warn" }, process.stderr) });
  try {
    const { password } = await createUser(systemContext(base.services, "cli"), { ...asked, roles: [Role.ADMIN] });
    console.log(`\n  ${asked.name} is an administrator of this ${config.environment} installation.\n\n  E-mail    ${asked.email}\n  Password  ${password}\n\n  The password is not shown again.\n`);
  } finally {
    await base.close();
  }
}

run().catch((error: Error) => {
  console.error(error instanceof WrongCall ? `${error.message}\n\n${USAGE}` : error.message);
  process.exitCode = error instanceof WrongCall ? 2 : 1;
});
