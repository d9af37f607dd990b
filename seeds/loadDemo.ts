import { readFile } from "node:fs/promises";
import { Channel } from "../entities/Channel.js";
import { Distributor } from "../entities/Distributor.js";
import { Role } from "../entities/enums.js";
import { type Context, type Services, systemContext } from "../server/context.js";
import { addChannel } from "../server/domain/channels/addChannel.js";
import { loadRates } from "../server/domain/setup/loadRates.js";
import type { Actor } from "../server/policies/actor.js";
import { FixedClock } from "../server/ports/Clock.js";
import type { MessageChannel } from "../server/ports/MessageChannel.js";
import { StoryCase } from "./deeds.js";
import { type DemoLogin, ensureLogins, readLogins } from "./demoLogins.js";
import { CHANNELS, PEOPLE } from "./demoPeople.js";
import { hirePeople } from "./hirePeople.js";
import { Moments } from "./moments.js";
import { Progress, reachBy } from "./progress.js";
import { STORY } from "./story.js";
import { catchUp, everyDay, type Happening } from "./timeline.js";

export type { DemoLogin } from "./demoLogins.js";

const ADMIN = PEOPLE.find(({ role }) => role === Role.ADMIN)!;
const BEFORE_ALL = "B-30 09:00";
const EVERYTHING = "everything";

/**
 * Fills an empty database with the demo: a year of records and ten business days of people and agents at work, through the
 * same verbs as everybody. Each point reached is marked, so that a load that was interrupted goes on where it stopped.
 * @returns the logins of this installation; none where the records are somebody's own.
 */
export async function loadDemo(services: Services, dataDir: string, outbox: MessageChannel): Promise<DemoLogin[]> {
  const turn = await services.pool.connect();
  try {
    await turn.query(`SELECT pg_advisory_lock(hashtext('tower_demo'))`); // several processes may start at once
    const progress = await Progress.of(systemContext(services, "seed"));
    if (progress.isNew && (await services.database.manager.exists(Distributor))) return [];
    const logins = progress.isNew ? await ensureLogins(dataDir) : await readLogins(dataDir);
    if (!logins) services.log.warn("demo-logins.json is gone; make yourself an account with npm run admin:create");
    if (!progress.has(EVERYTHING)) await load(services, progress, logins ?? [], outbox);
    return logins ?? [];
  } finally {
    turn.release(true);
  }
}

async function load(services: Services, progress: Progress, logins: DemoLogin[], outbox: MessageChannel): Promise<void> {
  const started = performance.now();
  const { log, timeZone } = services;
  log.info("loading the demo: a year of records and ten business days of work");
  const present = systemContext(services, "seed");
  const clock = new FixedClock(new Moments(present.now(), timeZone).instant(BEFORE_ALL));
  const past = systemContext({ ...services, clock }, "seed");
  const people = await hirePeople(past, logins);
  const mark = (key: string) => progress.reach(present, people.get(ADMIN.name)!, key);

  const today = await mark("beginning");
  const moments = new Moments(today, timeZone);
  await setUp(past, moments);
  const happenings = [...everyDay(past, moments, today), ...toldBy(past, moments, people)].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, key, run, marksItself, channels } of happenings) {
    if (progress.has(key)) continue;
    clock.set(at);
    await run();
    await catchUp(past, outbox, channels);
    if (!marksItself) await mark(key);
  }
  await mark(EVERYTHING);
  await services.relay.settle();
  log.info(`the demo is loaded after ${((performance.now() - started) / 1_000).toFixed(1)} s`);
}

async function setUp(ctx: Context, moments: Moments): Promise<void> {
  for (const channel of CHANNELS) {
    if (!(await ctx.services.database.manager.existsBy(Channel, { code: channel.code }))) await addChannel(ctx, channel);
  }
  await loadRates(ctx, moments.resolve(await readFile(new URL("data/exchange-rates.csv", import.meta.url), "utf8")));
}

/** The steps of the story, each as the person who took it. */
const toldBy = (ctx: Context, moments: Moments, people: Map<string, Actor>): Happening[] =>
  STORY.flatMap(({ about, steps }) => {
    const story = new StoryCase(ctx, moments, ...(moments.resolve(about).split(" ") as [string, string]));
    return steps.map(([moment, who, deed, channels], number): Happening => {
      const key = `${about}, step ${number + 1}`;
      return { at: moments.instant(moment), key, channels, marksItself: true, run: () => reachBy(ctx, people.get(who)!, key, (person) => deed(story, person)) };
    });
  });
