import type { DemoLogin } from "../seeds/loadDemo.js";
import type { Config } from "./config.js";

/** Says where the product is and, in the demo, how to sign in. */
export function printWelcome(url: string, config: Config, logins: DemoLogin[]): void {
  const lines = [
    "",
    `  Wholesale Operations Control Tower   ${url}`,
    `  API and playground                   ${url}/playground`,
    "",
    `  ${config.environment}: ${config.environment === "production" ? "approved messages go to the real channels" : "nothing leaves this machine; posts go to the built-in outbox"}`,
    "",
    ...logins.map(({ role, email, password }) => `  ${role.padEnd(11)} ${email.padEnd(40)} ${password}`),
    "",
  ];
  console.log(lines.join("\n"));
}
