import { afterAll, afterEach, beforeAll, beforeEach } from "@jest/globals";
import { slackChannel } from "../adapters/channels/slack/channel.js";
import type { Environment } from "../config.js";
import type { Context } from "../context.js";
import { FixedClock } from "../ports/Clock.js";
import type { MessageChannel } from "../ports/MessageChannel.js";
import { openPostingDesk, postingServices, type PostingDesk } from "./postingDesk.js";
import { startSlackServer, type SlackServer } from "./slackServer.js";
import { createTestDatabase, type TestDatabase } from "./testDatabase.js";

/** When every test of a suite begins; whole seconds, because business time has no smaller ones. */
export const START = new Date(Math.floor(Date.now() / 1_000) * 1_000);

/** What the tests of one file share; fresh for each test, on one database. */
export interface PostingSuite {
  database: TestDatabase;
  desk: PostingDesk;
  slack: SlackServer;
  ctx: Context;
  clock: FixedClock;
  /** The real Slack channel, talking to the local Slack. */
  slackHere: () => MessageChannel;
  /** The same with little patience, for a Slack that does not answer. */
  hastySlack: () => MessageChannel;
  message(id: string | undefined): Promise<Record<string, any>>;
  draft(id: string): Promise<Record<string, any>>;
  task(id: string): Promise<Record<string, any>>;
}

/** Sets a posting suite up and takes it down around the tests of a file. */
export function postingSuite(environment: Environment): PostingSuite {
  const suite = {
    clock: new FixedClock(START),
    slackHere: () => slackChannel({ token: suite.slack.token, apiUrl: suite.slack.url }),
    hastySlack: () => slackChannel({ token: suite.slack.token, apiUrl: suite.slack.url, timeoutMs: 300 }),
    message: (id) => suite.desk.row("outbound_messages", id!),
    draft: (id) => suite.desk.row("drafts", id),
    task: (id) => suite.desk.row("follow_up_tasks", id),
  } as PostingSuite;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    suite.slack = await startSlackServer();
    suite.database = await createTestDatabase();
    ({ ctx: suite.ctx, stop } = await postingServices(suite.database.url, suite.clock, environment));
  });
  beforeEach(async () => {
    suite.slack.reset();
    suite.clock.set(START);
    suite.desk = await openPostingDesk(suite.database.migrationUrl, START);
  });
  afterEach(() => suite.desk.close());
  afterAll(async () => {
    await suite.slack.close();
    await stop();
    await suite.database.drop();
  });
  return suite;
}
