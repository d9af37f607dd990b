import { isIPv6 } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { createChannels, createWebhooks } from "./adapters/channels/registry.js";
import { createScheduler } from "./adapters/scheduler/createScheduler.js";
import { within } from "./adapters/scheduler/within.js";
import { drafterFor } from "./agents/drafter.js";
import { AGENTS } from "./agents/profiles.js";
import { Relay } from "./audit/relay.js";
import { type Config, forbidTracing } from "./config.js";
import { type Services, systemContext } from "./context.js";
import { isUpToDate, migrate, openDatabase, openReadPool, poolOf } from "./database/dataSource.js";
import { type EmbeddedDatabase, startEmbedded } from "./database/embedded.js";
import { ensureDefaults } from "./domain/setup/ensureDefaults.js";
import { createHttpServer } from "./http/server.js";
import { defineFollowUpAlarm } from "./jobs/followUp.js";
import type { JobKit } from "./jobs/job.js";
import { Outbox } from "./jobs/posting.js";
import { startReactions } from "./jobs/reactions.js";
import { defineSweeps, startSweeps } from "./jobs/sweeps.js";
import { loggerFor } from "./logger.js";
import { systemClock, type Clock } from "./ports/Clock.js";
import type { Drafter } from "./ports/Drafter.js";
import type { ChannelFor } from "./ports/MessageChannel.js";
import type { Scheduler } from "./ports/Scheduler.js";
import type { Webhooks } from "./ports/Webhook.js";
import { Shares } from "./read/shares.js";
import { Totals } from "./read/totals.js";

/** What tests put in the place of the real thing. */
export interface Overrides { clock?: Clock; drafter?: Drafter; channelFor?: ChannelFor; webhooks?: Webhooks; log?: Logger; clientDir?: string }

/** An open database with everything that verbs need, and how to let go of it. */
export interface Base { services: Services; databaseUrl: string; close(): Promise<void> }

/** Opens the database, given or embedded and perhaps `started` already, brings its schema up to date, and starts the event relay. */
export async function openBase(config: Config, overrides: Overrides = {}, started?: EmbeddedDatabase): Promise<Base> {
  forbidTracing();
  const log = overrides.log ?? loggerFor(config);
  const embedded = started ?? (config.databaseUrl ? undefined : await startEmbedded({ dataDir: config.dataDir, log: (line) => log.info(line) }));
  const databaseUrl = config.databaseUrl ?? embedded!.url;
  try {
    const migrated = await migrate(config.migrationUrl ?? embedded?.migrationUrl ?? databaseUrl);
    if (migrated.length) log.info({ migrated: migrated.length }, "database schema brought up to date");
    const database = await openDatabase(databaseUrl);
    const pool = poolOf(database);
    const readPool = openReadPool(databaseUrl);
    readPool.on("error", (err) => log.warn({ err }, "an idle connection was lost"));
    const relay = new Relay(pool, databaseUrl, log);
    const totals = new Totals();
    relay.subscribe(() => totals.forget(), () => totals.forget()); // what other processes wrote
    const services: Services = {
      database, pool, readPool, log, relay, totals, shares: new Shares(),
      clock: overrides.clock ?? systemClock,
      drafter: overrides.drafter ?? drafterFor(config.model),
      timeZone: config.timeZone,
      environment: config.environment,
    };
    await ensureDefaults(systemContext(services, "setup"), AGENTS);
    return {
      services, databaseUrl,
      async close() {
        await services.relay.stop();
        await readPool.end();
        await database.destroy();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** The running product: the API process, the job process, or both in one. */
export interface Tower extends Base {
  http?: FastifyInstance;
  url: string;
  scheduler: Scheduler;
  outbox: Outbox;
  /** Waits until events are positioned, reactions have run and the outbox is empty. */
  settle(): Promise<void>;
}

/** Wires everything on an open base and starts it. */
export async function composeTower(config: Config, base: Base, overrides: Overrides = {}): Promise<Tower> {
  const { services, databaseUrl } = base;
  const scheduler = await createScheduler({ mongoUrl: config.mongoUrl, postgresUrl: databaseUrl, log: services.log });
  const webhooks = overrides.webhooks ?? createWebhooks(config);
  const kit: JobKit = { ctx: systemContext(services, "job"), services, scheduler, channelFor: overrides.channelFor ?? await createChannels(config), webhooks };
  const outbox = new Outbox(kit);
  const works = config.process !== "api";
  const http = config.process === "worker" ? undefined : await makeHttpServer(config, base, scheduler, webhooks, overrides); // before any work takes the processor
  await services.relay.start();
  const reactions = works ? startReactions(kit, outbox) : undefined;
  if (works) {
    defineFollowUpAlarm(kit);
    defineSweeps(kit, outbox);
    await scheduler.start();
    await startSweeps(kit);
  }
  await http?.listen({ port: config.port, host: config.host });
  const address = http?.server.address();
  const port = address && typeof address === "object" ? address.port : config.port;
  return {
    ...base, http, scheduler, outbox,
    url: config.publicUrl ?? `http://${config.host === "127.0.0.1" ? "localhost" : config.host}:${port}`,
    async settle() {
      for (let pass = 0; pass < 3; pass++) {
        await services.relay.settle();
        await reactions?.settle();
        if (works) await outbox.settle();
      }
    },
    async close() {
      await http?.close();
      await scheduler.stop(10);
      await reactions?.stop();
      await outbox.stop();
      await base.close();
    },
  };
}

/** Who asks whether we are ready waits no longer; a part that hangs is not there. */
const READY_WITHIN_MS = 3_000;

/** The address that it listens at is a name of its own, unless it is every address. */
const namesOf = (host: string) => (["0.0.0.0", "::"].includes(host) ? [] : [isIPv6(host) ? `[${host}]` : host]);

const makeHttpServer = (config: Config, { services }: Base, scheduler: Scheduler, webhooks: Webhooks, overrides: Overrides): Promise<FastifyInstance> =>
  createHttpServer({
    services,
    webhooks,
    clientDir: overrides.clientDir ?? join(fileURLToPath(import.meta.url), "../../client"),
    publicUrl: config.publicUrl,
    allowedHosts: [...config.allowedHosts, ...namesOf(config.host)],
    trustedProxies: config.trustedProxies,
    dataDir: config.dataDir,
    keepAliveSeconds: config.keepAliveSeconds,
    maxImportBytes: config.maxImportBytes,
    operations: config.operations,
    anonymousPerSecond: config.anonymousPerSecond,
    readiness: async () => {
      const parts = { database: services.pool.query("SELECT FROM audit_relay").then(() => true), scheduler: scheduler.healthy(), migrations: isUpToDate(services.pool) };
      return Object.fromEntries(await Promise.all(Object.entries(parts).map(async ([name, part]) => [name, await within(READY_WITHIN_MS, part).catch(() => false)])));
    },
  });
