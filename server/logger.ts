import { pino, type Logger } from "pino";
import type { Config } from "./config.js";

/** Tokens, keys and passwords are cut out wherever they would be logged. */
const REDACT = ["*.password", "*.token", "*.apiKey", "password", "token", "authorization", "*.authorization", "req.headers", "err.config"];

/** The log of a process: lines of JSON, made readable for who runs the demo in a terminal. */
export const loggerFor = ({ logLevel, environment }: Pick<Config, "logLevel" | "environment">): Logger =>
  pino({ level: logLevel, redact: REDACT, ...(environment === "demo" && process.stdout.isTTY && { transport: { target: "pino-pretty", options: { ignore: "pid,hostname", translateTime: "HH:MM:ss" } } }) });
