import { pino, type Logger } from "pino";
import type { Config } from "./config.js";

/** Tokens, keys and passwords are cut out wherever they would be logged. */
const REDACT = ["*.password", "*.token", "*.apiKey", "password", "token", "authorization", "*.authorization", "req.headers", "err.config"];

/** An error as the log keeps it: what a database or a library says of the values at fault stays out. */
export function withoutValues(error: Error & { code?: unknown; constraint?: unknown; table?: unknown }): object {
  const { name, message = "", stack = "", code, constraint, table, cause } = error;
  const ofDatabase = typeof code === "string" && /^[0-9A-Z]{5}$/.test(code);
  const told = ofDatabase ? message.replace(/: .*/s, "") : message;
  const places = stack.slice(stack.indexOf("\n    at "));
  return { type: name, message: told, code, constraint, table, stack: places.startsWith("\n") ? `${name}: ${told}${places}` : undefined, ...(cause instanceof Error && { cause: withoutValues(cause) }) };
}

/** The log of a process: lines of JSON, made readable for who runs the demo in a terminal. */
export const loggerFor = ({ logLevel, environment }: Pick<Config, "logLevel" | "environment">): Logger =>
  pino({ level: logLevel, redact: REDACT, serializers: { err: withoutValues }, ...(environment === "demo" && process.stdout.isTTY && { transport: { target: "pino-pretty", options: { ignore: "pid,hostname", translateTime: "HH:MM:ss" } } }) });
