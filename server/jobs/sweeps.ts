import { expireDrafts } from "../domain/drafts/expireDrafts.js";
import { detectionWaits } from "../domain/detection/detectionWaits.js";
import { runDetection } from "../domain/detection/runDetection.js";
import { closeResolved, timeOutAcknowledgements } from "../domain/exceptions/sweepExceptions.js";
import { endClearedTasks } from "../domain/followUps/endClearedTask.js";
import { sweepClocks } from "../domain/followUps/sweepClocks.js";
import { takeUpAllReopened } from "../domain/followUps/takeUpReopened.js";
import { processInbound } from "../domain/inbound/processInbound.js";
import { sweepDevices } from "../domain/people/knownDevices.js";
import { sweepSignIns } from "../domain/people/signInFailures.js";
import { rollCalendar } from "../domain/setup/rollCalendar.js";
import { rearmTasks } from "./followUp.js";
import type { JobKit } from "./job.js";
import { type Outbox, recoverMessages } from "./posting.js";

type Sweep = { name: string; seconds: number; run: (kit: JobKit, outbox: Outbox) => Promise<unknown> | void };

/** What is looked after from the rows, again and again; each may run twice or late without harm. */
const SWEEPS: Sweep[] = [
  { name: "sweep.outbox", seconds: 5, run: (_kit, outbox) => outbox.wake() },
  { name: "sweep.inboundEvents", seconds: 5, run: ({ ctx, webhooks }) => processInbound(ctx, webhooks) },
  { name: "sweep.interruptedMessages", seconds: 10, run: recoverMessages },
  { name: "sweep.clocks", seconds: 20, run: ({ ctx }) => sweepClocks(ctx) },
  { name: "sweep.drafts", seconds: 30, run: ({ ctx }) => expireDrafts(ctx) },
  { name: "sweep.alarms", seconds: 60, run: rearmTasks },
  { name: "sweep.clearedTasks", seconds: 60, run: ({ ctx }) => endClearedTasks(ctx) },
  { name: "sweep.reopenedCases", seconds: 60, run: ({ ctx }) => takeUpAllReopened(ctx) },
  { name: "sweep.acknowledgements", seconds: 60, run: ({ ctx }) => timeOutAcknowledgements(ctx) },
  { name: "sweep.signIns", seconds: 600, run: ({ ctx }) => sweepSignIns(ctx) },
  { name: "sweep.devices", seconds: 86_400, run: ({ ctx }) => sweepDevices(ctx) },
  { name: "sweep.closing", seconds: 3_600, run: ({ ctx }) => closeResolved(ctx) },
  { name: "sweep.detection", seconds: 900, run: async ({ ctx }) => (await detectionWaits(ctx)) || runDetection(ctx, { cause: "schedule" }) },
  { name: "sweep.calendar", seconds: 86_400, run: ({ ctx }) => rollCalendar(ctx) },
];

export function defineSweeps(kit: JobKit, outbox: Outbox): void {
  for (const { name, run } of SWEEPS) kit.scheduler.define(name, async () => void (await run(kit, outbox)), { concurrency: 1 });
}

export async function startSweeps({ scheduler }: JobKit): Promise<void> {
  for (const { name, seconds } of SWEEPS) await scheduler.every(name, seconds);
}
