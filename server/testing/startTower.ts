import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { Role, TeamCode } from "../../entities/enums.js";
import { recordingChannel } from "../adapters/channels/recording/channel.js";
import { loadConfig } from "../config.js";
import { composeTower, openBase, type Overrides } from "../compose.js";
import { Context, systemContext, type Services } from "../context.js";
import { checkTask } from "../domain/followUps/checkTask.js";
import { endClearedTasks } from "../domain/followUps/endClearedTask.js";
import { takeUpAllReopened } from "../domain/followUps/takeUpReopened.js";
import { authenticate } from "../domain/people/authenticate.js";
import { createUser } from "../domain/people/createUser.js";
import { newToken } from "../domain/people/token.js";
import type { Actor } from "../policies/actor.js";
import { FixedClock } from "../ports/Clock.js";
import type { MessageChannel } from "../ports/MessageChannel.js";
import { Outbox } from "../jobs/posting.js";
import { Given, NOW } from "./builders.js";
import { createTestDatabase, type TestDatabase } from "./testDatabase.js";

/** The people of a test: one a role, in the team that the role usually sits in. */
const PEOPLE: Record<string, { name: string; roles: Role[]; teams?: TeamCode[]; regions?: string[] }> = {
  sales: { name: "Noor Verhoeven", roles: [Role.SALES], teams: [TeamCode.SALES_OPS, TeamCode.PARTNER_SUCCESS] },
  accounting: { name: "Ines Rovira", roles: [Role.ACCOUNTING], teams: [TeamCode.ACCOUNTING] },
  secondAccountant: { name: "Tomas Lindqvist", roles: [Role.ACCOUNTING], teams: [TeamCode.ACCOUNTING] },
  logistics: { name: "Jonas Bakker", roles: [Role.LOGISTICS], teams: [TeamCode.LOGISTICS] },
  legal: { name: "Mireille Faure", roles: [Role.LEGAL], teams: [TeamCode.LEGAL] },
  admin: { name: "Adaeze Obi", roles: [Role.ADMIN] },
  viewer: { name: "Piotr Zielinski", roles: [Role.VIEWER] },
  iberianSales: { name: "Marta Soler", roles: [Role.SALES], teams: [TeamCode.SALES_OPS], regions: ["Iberia"] },
};
export type Person = keyof typeof PEOPLE;
export const PERSONS = Object.keys(PEOPLE) as Person[];

export interface Reply { data?: any; errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string; field?: string; errorId?: string } }[]; status: number }
export type Call = (query: string, variables?: object) => Promise<Reply>;

/** A whole product on a database of its own, whose clock stands where the test puts it and whose jobs run when it says so. */
export interface TestTower {
  url: string;
  databaseUrl: string;
  ownerUrl: string;
  services: Services;
  clock: FixedClock;
  given: Given;
  /** What the channels were asked to post. */
  posts: { recipient: string; text: string }[];
  token(person: Person): string;
  actor(person: Person): Promise<Actor>;
  /** Verbs called directly, as somebody. */
  context(person: Person): Promise<Context>;
  /** The API called over HTTP, as somebody; without a name as nobody. */
  as(person?: Person): Call;
  /** Lets everything that is due happen: alarms, posts, endings, positions. */
  settle(): Promise<void>;
  /** The types of the events that carry this id, in order. */
  trail(id: string): Promise<string[]>;
  close(): Promise<void>;
}

export async function startTower({ at = NOW, env = {}, database, ...overrides }: Overrides & { at?: Date; env?: Record<string, string>; database?: TestDatabase } = {}): Promise<TestTower> {
  const db = database ?? await createTestDatabase();
  const clock = new FixedClock(at);
  const config = loadConfig({ DATABASE_URL: db.url, DATABASE_MIGRATION_URL: db.migrationUrl, ENVIRONMENT: "demo", PORT: "0", PROCESS: "api", LOG_LEVEL: "silent", ANONYMOUS_REQUESTS_PER_SECOND: "0", ...env });
  const base = await openBase(config, { clock, log: pino({ level: "silent" }), ...overrides });
  const tower = await composeTower(config, base, overrides);
  const { services } = base;
  const system = systemContext(services, "test");
  const tokens = await admit(services, clock);
  const posts: TestTower["posts"] = [];
  const counting: MessageChannel = { ...recordingChannel, post: (message, signal) => { posts.push({ recipient: message.recipient, text: message.text }); return recordingChannel.post(message, signal); } };
  const channelFor = overrides.channelFor ?? (() => counting);
  const outbox = new Outbox({ ctx: system, services, scheduler: tower.scheduler, channelFor, webhooks: new Map() });
  const { port } = tower.http!.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`; // whatever public address it has

  return {
    url, databaseUrl: db.url, ownerUrl: db.migrationUrl, services, clock, posts,
    given: new Given(services.pool, at),
    token: (person) => tokens.get(person)!,
    actor: async (person) => (await authenticate(services, tokens.get(person)!))!.actor,
    context: async (person) => new Context(services, (await authenticate(services, tokens.get(person)!))!.actor, "test"),
    as: (person) => (query, variables) => call(url, query, variables, person && tokens.get(person)),
    async settle() {
      for (let pass = 0; pass < 3; pass++) {
        await services.relay.settle();
        await endClearedTasks(system);
        await takeUpAllReopened(system);
        const { rows } = await services.pool.query(`SELECT id FROM follow_up_tasks WHERE next_check_at <= $1 AND status NOT IN ('resolved', 'cancelled') ORDER BY id`, [clock.now()]);
        for (const { id } of rows) await checkTask(system, id);
        await outbox.settle();
      }
      await services.relay.settle();
    },
    async trail(id) {
      const { rows } = await services.pool.query(
        `SELECT type FROM audit_logs WHERE $1 IN (subject_id, distributor_id, order_id, exception_id, task_id, draft_id) ORDER BY id`, [id]);
      return rows.map(({ type }) => type);
    },
    async close() {
      await outbox.stop();
      await tower.close();
      await db.drop();
    },
  };
}

/** Gives everybody an account and a session; hashing real passwords is left to the tests of sign-in. */
async function admit(services: Services, clock: FixedClock): Promise<Map<Person, string>> {
  const system = systemContext(services, "test");
  const tokens = new Map<Person, string>();
  for (const [key, { name, ...rights }] of Object.entries(PEOPLE)) {
    const email = `${key.toLowerCase()}@halden-trading.example`;
    const { user } = await createUser(system, { email, name, password: `${key} has a long password`, ...rights });
    const { token, hash } = newToken("tower_session");
    await services.pool.query(
      `INSERT INTO sessions (user_id, token_hash, bearer, last_seen_at, expires_at, created_at, updated_at) VALUES ($1, $2, true, $3, $4, $3, $3)`,
      [user.id, hash, clock.now(), new Date(clock.now().getTime() + 400 * 86_400_000)]);
    tokens.set(key, token);
  }
  return tokens;
}

/** One request to the API. */
export async function call(url: string, query: string, variables?: object, token?: string): Promise<Reply> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(20_000),
  });
  return { ...((await response.json()) as object), status: response.status };
}
