import { join } from "node:path";
import type { DemoLogin } from "../seeds/loadDemo.js";
import { modelLabel } from "./agents/model.js";
import type { Config } from "./config.js";

/** Says where the product is, how it runs and, in the demo, how to sign in. */
export function printWelcome(url: string, config: Config, logins: DemoLogin[]): void {
  console.log([
    "",
    "  Wholesale Operations Control Tower",
    "",
    ...table([["Open", url], config.operations.onlyListed ? ["API, listed operations only", `${url}/graphql`] : ["API and playground", `${url}/playground`]]),
    "",
    ...table([["Environment", config.environment], ["Database", database(config)], ["Scheduler", config.mongoUrl ? "MongoDB" : "PostgreSQL"], ["Drafts", modelLabel(config.model)], ["Messages", messages(config)]]),
    "",
    ...signIn(config, logins),
  ].join("\n"));
}

/** Host and name alone: a database's address may hold a password. */
function database({ databaseUrl, dataDir }: Config): string {
  if (!databaseUrl) return `built-in PostgreSQL in ${dataDir}`;
  const { host, pathname } = new URL(databaseUrl);
  return host + pathname;
}

const messages = ({ environment }: Config) =>
  environment === "production" ? "approved messages go to the real channels" : "the built-in outbox; nothing leaves this machine";

/** One login a role; whoever else works in the demo stands in the file. */
function signIn({ dataDir }: Config, logins: DemoLogin[]): string[] {
  if (!logins.length) return [];
  const ofEachRole = logins.filter(({ role }, place) => logins.findIndex((login) => login.role === role) === place);
  return [...table([["Role", "E-mail", "Password"], ...ofEachRole.map(({ role, email, password }) => [role, email, password])]), "", `  All ${logins.length} logins: ${join(dataDir, "demo-logins.json")}`, ""];
}

function table(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join("   ").trimEnd()}`);
}
