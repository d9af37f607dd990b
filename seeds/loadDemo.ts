import { readFile } from "node:fs/promises";
import { Channel } from "../entities/Channel.js";
import { Distributor } from "../entities/Distributor.js";
import { Role } from "../entities/enums.js";
import { User } from "../entities/User.js";
import { type Context, type Services, systemContext } from "../server/context.js";
import { addChannel } from "../server/domain/channels/addChannel.js";
import { loadRates } from "../server/domain/setup/loadRates.js";
import type { Actor } from "../server/policies/actor.js";
import { FixedClock } from "../server/ports/Clock.js";
import { StoryCase } from "./deeds.js";
import { type DemoLogin, ensureLogins, readLogins } from "./demoLogins.js";
import { CHANNELS, emailOf, PEOPLE } from "./demoPeople.js";
import { hirePeople } from "./hirePeople.js";
import { Moments } from "./moments.js";
import { Progress } from "./progress.js";
import { STORY } from "./story.js";
import { catchUp, everyDay, type Happening } from "./timeline.js";

export type { DemoLogin } from "./demoLogins.js";

const ADMIN = PEOPLE.find(({ role }) => role === Role.ADMIN)!;
const BEFORE_ALL = "B-30 09:00";

/**
 * Fills an empty database with the demo: a year of records and ten business days of people and agents at work, through the
 * same verbs as everybody. Each point reached is marked, so that a load that was interrupted goes on where it stopped.
 * @returns the logins of this installation; none where the records are somebody's own.
 */
export async function loadDemo(services: Services, dataDir: string): Promise<DemoLogin[]> {
  const turn = await services.pool.connect();
  try {
    await turn.query(`SELECT pg_advisory_lock(hashtext('tower_demo'))`); // several processes may start at once
    const { manager } = services.database;
    const begun = await manager.existsBy(User, { email: emailOf(ADMIN) });
    if (!begun && (await manager.exists(Distributor))) return [];
    const logins = begun ? await readLogins(dataDir) : await ensureLogins(dataDir);
    if (!logins) services.log.warn("demo-logins.json is gone; make yourself an account with npm run admin:create");
    await load(services, logins ?? []);
    return logins ?? [];
  } finally {
    turn.release(true);
  }
}

async function load(services: Services, logins: DemoLogin[]): Promise<void> {
  const started = performance.now();
  const { log, timeZone } = services;
  const clock = new FixedClock(new Moments(services.clock.now(), timeZone).instant(BEFORE_ALL));
  const ctx = systemContext({ ...services, clock }, "seed");
  const people = await hirePeople(ctx, logins);
  const progress = await Progress.of(systemContext(services, "seed").as(people.get(ADMIN.name)!));
  if (progress.has("everything")) return;

  log.info("loading the demo: a year of records and ten business days of work");
  const today = await progress.reach("beginning");
  const moments = new Moments(today, timeZone);
  await setUp(ctx, moments);
  const happenings = [...(await everyDay(ctx, moments, today)), ...toldBy(ctx, moments, people, today)].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, key, run, channels } of happenings) {
    if (progress.has(key)) continue;
    clock.set(at);
    await run();
    await catchUp(ctx, channels);
    await progress.reach(key);
  }
  await progress.reach("everything");
  await services.relay.settle();
  log.info(`the demo is loaded after ${((performance.now() - started) / 1_000).toFixed(1)} s`);
}

async function setUp(ctx: Context, moments: Moments): Promise<void> {
  for (const channel of CHANNELS) {
    if (!(await ctx.services.database.manager.existsBy(Channel, { code: channel.code }))) await addChannel(ctx, channel);
  }
  await loadRates(ctx, moments.resolve(await readFile(new URL("data/exchange-rates.csv", import.meta.url), "utf8")));
}

/** The steps of the story, each as the person who took it; the key keeps an interrupted one from happening twice. */
function toldBy(ctx: Context, moments: Moments, people: Map<string, Actor>, today: Date): Happening[] {
  return STORY.flatMap(({ about, steps }) => {
    const story = new StoryCase(ctx, moments, ...(moments.resolve(about).split(" ") as [string, string]));
    return steps.map(([moment, who, deed, channels], number) => {
      const key = `${about}, step ${number + 1}`;
      return { at: moment === "today" ? today : moments.instant(moment), key, channels, run: () => ctx.as(people.get(who)!).once("demo.deed", key, (person) => deed(story, person)) };
    });
  });
}
