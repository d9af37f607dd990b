import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";
import type { ChannelKind } from "../entities/enums.js";
import { CHANNELS } from "./adapters/channels/index.js";
import { hostNameOf } from "./http/hostName.js";
import { blankIsUnset, text, url } from "./ports/settings.js";

/** A list with commas, each of whose parts has to be right. */
const list = (isRight: (part: string) => boolean, what: string) =>
  z.preprocess((value) => (typeof value === "string" ? value.split(",").map((part) => part.trim()).filter(Boolean) : []),
    z.array(z.string().refine(isRight, { error: ({ input }) => `holds "${String(input)}", which is not ${what}` })));

const Settings = z
  .object({
    PORT: z.preprocess(blankIsUnset, z.coerce.number().int().min(0).max(65535).default(4000)),
    HOST: z.preprocess(blankIsUnset, z.string().default("127.0.0.1")),
    PUBLIC_URL: url(["http", "https"]).refine((value) => value === undefined || URL.canParse(value), "is not an address"),
    ALLOWED_HOSTS: list((part) => hostNameOf(part) !== undefined, "a host name, with or without a port"),
    TRUSTED_PROXIES: list(isAddressOrRange, "an address, a range such as 10.0.0.0/8, or one of loopback, linklocal, uniquelocal"),
    KEEP_ALIVE_SECONDS: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).max(3600).default(65)),
    MAX_IMPORT_MB: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).max(2_000).default(500)),
    ANONYMOUS_REQUESTS_PER_SECOND: z.preprocess(blankIsUnset, z.coerce.number().int().min(0).max(100_000).default(10)),
    OPERATIONS: z.preprocess(blankIsUnset, z.enum(["open", "listed"]).default("open")),
    OPERATIONS_DIR: text,
    DATA_DIR: z.preprocess(blankIsUnset, z.string().default(".data")),
    DATABASE_URL: url(["postgres", "postgresql"]),
    DATABASE_MIGRATION_URL: url(["postgres", "postgresql"]),
    MONGODB_URL: url(["mongodb", "mongodb+srv"]),
    ENVIRONMENT: z.preprocess(blankIsUnset, z.enum(["demo", "staging", "production"]).optional()),
    ORGANISATION_TIME_ZONE: z.preprocess(blankIsUnset, z.string().default("Europe/Amsterdam")).refine(isTimeZone, "must be an IANA zone such as Europe/Amsterdam"),
    PROCESS: z.preprocess(blankIsUnset, z.enum(["all", "api", "worker"]).default("all")),
    LOG_LEVEL: z.preprocess(blankIsUnset, z.enum(["silent", "error", "warn", "info", "debug"]).default("info")),
    MODEL_PROVIDER: z.preprocess(blankIsUnset, z.enum(["openai", "anthropic", "ollama", "template"]).default("template")),
    MODEL_NAME: text,
    MODEL_BASE_URL: url(["http", "https"]),
    MODEL_API_KEY: text,
    DEMO_MODEL: z.preprocess(blankIsUnset, z.enum(["refused", "allowed"]).default("refused")),
    MODEL_TIMEOUT_SECONDS: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).max(600).default(60)),
  })
  .superRefine((settings, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (settings.DATABASE_URL && !settings.ENVIRONMENT) refuse("ENVIRONMENT", "is mandatory with DATABASE_URL: demo, staging or production");
    if (!settings.DATABASE_URL && settings.ENVIRONMENT && settings.ENVIRONMENT !== "demo") refuse("DATABASE_URL", `is mandatory with ENVIRONMENT=${settings.ENVIRONMENT}`);
    if (settings.MODEL_PROVIDER !== "template" && !settings.MODEL_NAME) refuse("MODEL_NAME", `is mandatory with MODEL_PROVIDER=${settings.MODEL_PROVIDER}`);
    if (["openai", "anthropic"].includes(settings.MODEL_PROVIDER) && !settings.MODEL_API_KEY) refuse("MODEL_API_KEY", `is mandatory with MODEL_PROVIDER=${settings.MODEL_PROVIDER}`);
  });

/** The settings of each kind of channel; secrets among them. */
export type ChannelSettings = Partial<Record<ChannelKind, Record<string, unknown>>>;

export type Environment = "demo" | "staging" | "production";

/** Every setting of the product, typed; `.env.example` documents each. */
export interface Config {
  port: number;
  host: string;
  publicUrl?: string;
  /** Names that the server answers to, beside those of this machine and of `publicUrl`. */
  allowedHosts: string[];
  /** Addresses whose word about a client's address is taken. */
  trustedProxies: string[];
  keepAliveSeconds: number;
  /** Largest file of an import. */
  maxImportBytes: number;
  /** Requests a second that one address may make without being signed in, on average; 0 means no limit. */
  anonymousPerSecond: number;
  operations: { onlyListed: boolean; folder?: string };
  dataDir: string;
  databaseUrl?: string;
  migrationUrl?: string;
  mongoUrl?: string;
  environment: Environment;
  timeZone: string;
  process: "all" | "api" | "worker";
  logLevel: string;
  /** What each channel declares in its folder, by the names of the environment variables. */
  channels: ChannelSettings;
  /** Outside production no model is called, whatever is configured, unless DEMO_MODEL allows it; `withheld` says that one is. */
  model: { provider: "openai" | "anthropic" | "ollama" | "template"; withheld: boolean; name?: string; baseUrl?: string; apiKey?: string; timeoutSeconds: number };
}

/** Reads the settings and refuses wrong ones by name, before anything starts. */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = Settings.safeParse(env);
  const channels = CHANNELS.map(({ kind, settings }) => ({ kind, parsed: settings.safeParse(env) }));
  const issues = [parsed, ...channels.map((channel) => channel.parsed)].flatMap(({ error }) => error?.issues ?? []);
  if (issues.length) {
    const lines = issues.map((issue) => `  ${String(issue.path[0])} ${issue.message}`);
    throw new Error(`These settings are wrong:\n${lines.join("\n")}\nSee .env.example for what each one means.`);
  }
  const s = parsed.data!;
  const environment = s.ENVIRONMENT ?? "demo";
  const callsModel = environment === "production" || s.DEMO_MODEL === "allowed";
  return {
    port: s.PORT,
    host: s.HOST,
    publicUrl: s.PUBLIC_URL,
    allowedHosts: s.ALLOWED_HOSTS,
    trustedProxies: s.TRUSTED_PROXIES,
    keepAliveSeconds: s.KEEP_ALIVE_SECONDS,
    maxImportBytes: s.MAX_IMPORT_MB * 1024 * 1024,
    anonymousPerSecond: s.ANONYMOUS_REQUESTS_PER_SECOND,
    operations: { onlyListed: s.OPERATIONS === "listed", folder: s.OPERATIONS_DIR && resolve(s.OPERATIONS_DIR) },
    dataDir: resolve(s.DATA_DIR),
    databaseUrl: s.DATABASE_URL,
    migrationUrl: s.DATABASE_MIGRATION_URL,
    mongoUrl: s.MONGODB_URL,
    environment,
    timeZone: s.ORGANISATION_TIME_ZONE,
    process: s.PROCESS,
    logLevel: s.LOG_LEVEL,
    channels: Object.fromEntries(channels.map(({ kind, parsed: { data } }) => [kind, data!])),
    model: { provider: callsModel ? s.MODEL_PROVIDER : "template", withheld: !callsModel && s.MODEL_PROVIDER !== "template", name: s.MODEL_NAME, baseUrl: s.MODEL_BASE_URL, apiKey: s.MODEL_API_KEY, timeoutSeconds: s.MODEL_TIMEOUT_SECONDS },
  };
}

const TRACING = ["LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2"];

/** Each of these would make LangChain send every prompt to a service outside, past all that we promise; to be called before it is loaded. */
export function forbidTracing(env: Record<string, string | undefined> = process.env): void {
  for (const name of TRACING) env[name] = "false";
}

function isAddressOrRange(text: string): boolean {
  if (["loopback", "linklocal", "uniquelocal"].includes(text)) return true;
  const [address, bits, more] = text.split("/");
  const version = isIP(address!);
  return version > 0 && more === undefined && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)));
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
