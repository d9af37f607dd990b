import { expect, jest, test } from "@jest/globals";
import { pino } from "pino";
import type { AuditEvent } from "../audit/relay.js";
import type { JobKit } from "./job.js";
import type { Outbox } from "./posting.js";
import { startReactions } from "./reactions.js";

/** Reactions on a story that the test tells, with what they would do only noted. */
function desk({ query = async () => ({ rows: [] as object[] }) } = {}) {
  let tell: (events: AuditEvent[]) => void = () => {};
  const errors: string[] = [];
  const unsubscribe = jest.fn();
  const scheduler = { setAlarm: jest.fn(async () => undefined), clearAlarm: jest.fn(async () => undefined) };
  const outbox = { wake: jest.fn() };
  const log = pino({ level: "error" }, { write: (line) => void errors.push(JSON.parse(line).msg) });
  const services = { relay: { subscribe: (take: typeof tell) => { tell = take; return unsubscribe; } }, pool: { query: jest.fn(query) }, log };
  const reactions = startReactions({ ctx: {}, services, scheduler } as unknown as JobKit, outbox as unknown as Outbox);
  const event = (type: string, more: Partial<AuditEvent> = {}) => ({ type, taskId: null, exceptionId: null, distributorId: null, batchId: null, subjectKind: "task", ...more }) as AuditEvent;
  return { reactions, scheduler, outbox, errors, unsubscribe, services, event, tell: (...events: AuditEvent[]) => tell(events) };
}

test("a task's events set its alarm from its row, once however many there were", async () => {
  const at = new Date("2026-11-18T10:00:00Z");
  const { tell, event, reactions, scheduler, services } = desk({ query: async () => ({ rows: [{ id: "t1", at }, { id: "t2", at: null }] }) });
  tell(event("task.created", { taskId: "t1" }), event("draft.proposed", { taskId: "t1" }), event("task.resolved", { taskId: "t2" }));
  await reactions.settle();
  expect(services.pool.query).toHaveBeenCalledTimes(1);
  expect(scheduler.setAlarm.mock.calls).toEqual([["followUp.check", "t1", at, { taskId: "t1" }]]);
  expect(scheduler.clearAlarm.mock.calls).toEqual([["followUp.check", "t2"]]);
});

test("a reaction that fails is logged and holds back neither the others nor what comes next", async () => {
  let down = true;
  const { tell, event, reactions, scheduler, outbox, errors } = desk({ query: async () => {
    if (down) throw new Error("the database is away");
    return { rows: [{ id: "t1", at: new Date() }] };
  } });
  tell(event("exception.cleared", { exceptionId: "e1", taskId: "t1" }), event("message.queued", { taskId: "t1" }));
  await reactions.settle();
  expect(outbox.wake).toHaveBeenCalledTimes(1);
  expect(errors.length).toBeGreaterThan(0);
  down = false;
  tell(event("task.updated", { taskId: "t1" }));
  await reactions.settle();
  expect(scheduler.setAlarm).toHaveBeenCalledTimes(1);
});

test("a stop waits for what is being done and hears nothing more", async () => {
  let finish = () => {};
  const { tell, event, reactions, unsubscribe, scheduler } = desk({ query: () => new Promise((resolve) => { finish = () => resolve({ rows: [{ id: "t1", at: new Date() }] }); }) });
  tell(event("task.created", { taskId: "t1" }));
  await Promise.resolve();
  const stopped = reactions.stop();
  expect(unsubscribe).toHaveBeenCalled();
  await new Promise(setImmediate);
  finish();
  await stopped;
  expect(scheduler.setAlarm).toHaveBeenCalledTimes(1);
});
