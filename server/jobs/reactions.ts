import type { AuditEvent } from "../audit/relay.js";
import { detectionWaits } from "../domain/detection/detectionWaits.js";
import { runDetection } from "../domain/detection/runDetection.js";
import { endClearedTask } from "../domain/followUps/endClearedTask.js";
import { takeUpReopened } from "../domain/followUps/takeUpReopened.js";
import { citableKinds } from "../records/index.js";
import { armTasks } from "./followUp.js";
import type { JobKit } from "./job.js";
import type { Outbox } from "./posting.js";

type Reaction = (events: AuditEvent[], kit: JobKit, outbox: Outbox) => Promise<void> | void;

/**
 * What follows from what happened: one line an event. Every reaction may run twice, in several processes, or not at all
 * when a process dies; sweeps bring about the same from the rows.
 */
const REACTIONS: { on: (event: AuditEvent) => boolean; then: Reaction }[] = [
  { on: ({ type }) => type === "message.queued", then: (_events, _kit, outbox) => outbox.wake() },
  { on: ({ taskId }) => taskId !== null, then: (events, kit) => armTasks(kit, distinct(events.map(({ taskId }) => taskId))) },
  {
    on: ({ type }) => type === "exception.cleared",
    then: async (events, { ctx }) => {
      for (const id of distinct(events.map(({ exceptionId }) => exceptionId))) await endClearedTask(ctx, id);
    },
  },
  {
    on: ({ type }) => type === "exception.reopened",
    then: async (events, { ctx }) => {
      for (const id of distinct(events.map(({ exceptionId }) => exceptionId))) await takeUpReopened(ctx, id);
    },
  },
  { on: ({ type }) => type === "import.applied", then: async (_events, { ctx }) => void ((await detectionWaits(ctx)) || (await runDetection(ctx, { cause: "import" }))) },
  { on: ({ type, batchId }) => type === "rates.changed" && batchId === null, then: async (_events, { ctx }) => void (await runDetection(ctx, { cause: "change" })) },
  {
    // an import's own rows are judged by the whole run above
    on: ({ subjectKind, type, batchId }) => citableKinds().some(({ kind }) => kind === subjectKind) && /\.(created|updated)$/.test(type) && batchId === null,
    then: async (events, { ctx }) => void (await runDetection(ctx, { cause: "change", distributorIds: distinct(events.map(({ distributorId }) => distributorId)) })),
  },
];

const distinct = (ids: (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

/** Follows the story and reacts, one batch at a time, in order. Returns how to stop and how to wait until it is caught up. */
export function startReactions(kit: JobKit, outbox: Outbox): { stop(): Promise<void>; settle(): Promise<void> } {
  let working: Promise<void> = Promise.resolve();
  const unsubscribe = kit.services.relay.subscribe((events) => {
    working = working.then(async () => {
      for (const { on, then } of REACTIONS) {
        const concerned = events.filter(on);
        if (!concerned.length) continue;
        try {
          await then(concerned, kit, outbox);
        } catch (error) {
          kit.services.log.error({ err: error, types: distinct(concerned.map(({ type }) => type)) }, "a reaction failed; its sweep brings it about");
        }
      }
    });
  });
  return {
    settle: () => working,
    async stop() {
      unsubscribe();
      await working;
    },
  };
}
