import { readFile } from "node:fs/promises";
import { ActorKind, type Role, type TeamCode } from "../entities/enums.js";
import { Channel } from "../entities/Channel.js";
import { Distributor } from "../entities/Distributor.js";
import { User } from "../entities/User.js";
import { type Context, type Services, systemContext } from "../server/context.js";
import { addChannel } from "../server/domain/channels/addChannel.js";
import { createUser } from "../server/domain/people/createUser.js";
import { loadRates } from "../server/domain/setup/loadRates.js";
import type { Actor } from "../server/policies/actor.js";
import { FixedClock } from "../server/ports/Clock.js";
import { StoryCase } from "./deeds.js";
import { type DemoLogin, ensureLogins, readLogins } from "./demoLogins.js";
import { CHANNELS, emailOf, PEOPLE } from "./demoPeople.js";
import { Moments } from "./moments.js";
import { STORY } from "./story.js";
import { catchUp, type Channels, DATA, everyDay, type Happening } from "./timeline.js";

export type { DemoLogin } from "./demoLogins.js";

const LOADED = "demo.load";
const ADMIN = emailOf(PEOPLE.find(({ role }) => role === "admin")!);

/**
 * Fills an empty database with the demo: a year of records, and ten business days of people and agents at work, through the
 * same verbs as everybody. What is done is marked as it goes, so that a load that was interrupted goes on where it stopped.
 * @returns the logins of this installation; none where the records are somebody's own.
 */
export async function loadDemo(services: Services, dataDir: string): Promise<DemoLogin[]> {
  const turn = await services.pool.connect();
  try {
    await turn.query(`SELECT pg_advisory_lock(hashtext('tower_demo'))`); // several processes may start at once
    const { manager } = services.database;
    const begun = await manager.existsBy(User, { email: ADMIN });
    if (!begun && (await manager.exists(Distributor))) return [];
    const logins = begun ? await readLogins(dataDir) : await ensureLogins(dataDir);
    if (!logins) services.log.warn("demo-logins.json is gone; make yourself an account with npm run admin:create");
    await new Demo(services, logins ?? []).load();
    return logins ?? [];
  } finally {
    turn.release(true);
  }
}

class Demo {
  private readonly clock: FixedClock;
  private readonly ctx: Context;
  private admin!: Context;

  constructor(private readonly services: Services, private readonly logins: DemoLogin[]) {
    this.clock = new FixedClock(services.clock.now());
    this.ctx = systemContext({ ...services, clock: this.clock }, "seed");
  }

  async load(): Promise<void> {
    const { log } = this.services;
    if (await this.isDone("everything")) return;
    const started = performance.now();
    await this.hirePeople();
    const { createdAt } = await this.mark("begin");
    const moments = new Moments(createdAt, this.services.timeZone);
    log.info("loading the demo: a year of records and ten business days of work");
    this.clock.set(moments.instant("B-30 09:00"));
    await this.setUp(moments);
    for (const { at, key, run } of await this.happenings(moments, createdAt)) {
      if (await this.isDone(key)) continue;
      this.clock.set(at);
      await run();
      await this.mark(key);
      if (key.startsWith("files")) log.info(`demo: ${key} are in`);
    }
    await this.mark("everything");
    await this.services.relay.settle();
    log.info(`the demo is loaded (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
}
