import { readdir, readFile } from "node:fs/promises";
import { ImportKind, ImportState } from "../entities/enums.js";
import type { Context } from "../server/context.js";
import { runDetection } from "../server/domain/detection/runDetection.js";
import { expireDrafts } from "../server/domain/drafts/expireDrafts.js";
import { timeOutAcknowledgements } from "../server/domain/exceptions/sweepExceptions.js";
import { checkTask } from "../server/domain/followUps/checkTask.js";
import { endClearedTasks } from "../server/domain/followUps/endClearedTask.js";
import { takeUpAllReopened } from "../server/domain/followUps/takeUpReopened.js";
import { sweepClocks } from "../server/domain/followUps/sweepClocks.js";
import { importRecords } from "../server/domain/imports/importRecords.js";
import { postDue } from "../server/domain/posting/postDue.js";
import type { MessageChannel, PostResult } from "../server/ports/MessageChannel.js";
import type { Moments } from "./moments.js";

/** What became known when: each folder holds the records that were new or changed that morning. */
const MORNINGS = ["B-10", "B-5", "B-2"];
const TODAY = "B0";

/** How the channels answer at a moment. */
export type Channels = "well" | "busy" | "silent";

/** What happens at one moment of the demo's past; the key names it, so that an interrupted load goes on behind it. */
export interface Happening {
  at: Date;
  key: string;
  /** A person's verb marks itself in its own transaction. */
  marksItself?: boolean;
  channels?: Channels;
  run(): Promise<unknown>;
}

/** The nightly files, the rules that run on them, and the clocks that are looked after every evening; `now` is today's moment. */
export function everyDay(ctx: Context, moments: Moments, now: Date): Happening[] {
  const mornings = MORNINGS.map((day) => ({ day, at: moments.instant(`${day} 10:00`) }));
  const evenings = Array.from({ length: 10 }, (_, ago) => moments.instant(`B-${ago + 1} 17:35`));
  return [
    ...[...mornings, { day: TODAY, at: now }].map(({ day, at }) => ({ at, key: `files of ${day}`, run: () => importFolder(ctx, moments, day) })),
    ...evenings.map((at, ago) => ({ at, key: `evening B-${ago + 1}`, run: () => sweepClocks(ctx) })),
    { at: now, key: "clocks today", run: () => lookAfterClocks(ctx) },
  ];
}

async function importFolder(ctx: Context, moments: Moments, day: string): Promise<void> {
  const folder = new URL(`data/${day}/`, import.meta.url);
  const files = new Set(await readdir(folder));
  for (const kind of Object.values(ImportKind)) {
    const fileName = `${kind}.csv`;
    if (!files.has(fileName)) continue;
    const content = moments.resolve(await readFile(new URL(fileName, folder), "utf8"));
    const { state, issues } = await importRecords(ctx, { kind, fileName, content, preview: false, strict: true });
    if (state !== ImportState.APPLIED) throw new Error(`the demo's ${day}/${fileName} is wrong: ${JSON.stringify(issues.slice(0, 3))}`);
  }
  const { opened, cleared } = await runDetection(ctx, { cause: "import" });
  await endClearedTasks(ctx);
  await takeUpAllReopened(ctx);
  ctx.services.log.info(`demo: the records of ${ctx.today()} are in; ${opened} exceptions opened, ${cleared} cleared`);
}

async function lookAfterClocks(ctx: Context): Promise<void> {
  await sweepClocks(ctx);
  await expireDrafts(ctx);
  await timeOutAcknowledgements(ctx);
}

const TROUBLE: Record<Exclude<Channels, "well">, PostResult> = {
  busy: { outcome: "notSent", reason: "Slack asks to slow down.", retryAfterSeconds: 900 },
  silent: { outcome: "unknown", reason: "The channel did not answer in time." },
};

/** What the product does by itself after every moment: agents write when their alarm has rung, approved words go to the built-in outbox. */
export async function catchUp(ctx: Context, outbox: MessageChannel, channels: Channels = "well"): Promise<void> {
  const { rows } = await ctx.services.pool.query<{ task: string | null }>(
    `SELECT id AS task FROM follow_up_tasks WHERE next_check_at <= $1 AND status NOT IN ('resolved', 'cancelled')
     UNION ALL SELECT NULL FROM (SELECT FROM outbound_messages WHERE next_attempt_at <= $1 AND status IN ('queued', 'retrying') LIMIT 1) waiting
     ORDER BY task`, [ctx.now()]);
  for (const { task } of rows) if (task) await checkTask(ctx, task);
  if (!rows.some(({ task }) => !task)) return;
  const channel = channels === "well" ? outbox : { ...outbox, post: async () => TROUBLE[channels] };
  await postDue(ctx, () => channel, { lanes: 1 });
}
