import { groupBySla } from "./groupBySla";

const now = Date.parse("2026-11-23T09:00:00Z");
const endOfToday = Date.parse("2026-11-23T22:59:59.999Z");
const task = (taskId: string, slaState: string, slaDueAt: string, more: object = {}) => ({ taskId, slaState, slaDueAt, status: "OPEN", exception: { score: 50 }, ...more });
const grouped = (...tasks: ReturnType<typeof task>[]) => groupBySla(tasks, endOfToday, now).map(({ name, tasks: rows }) => [name, rows.map(({ taskId }) => taskId)]);

test("clocks decide the group, the earlier due the place in it; due today is what is due today, at risk or not", () => {
  expect(grouped(
    task("later", "ACTIVE", "2026-11-30T10:00:00Z"), task("today", "ACTIVE", "2026-11-23T15:00:00Z"), task("risk today", "AT_RISK", "2026-11-23T10:00:00Z"),
    task("risk tomorrow", "AT_RISK", "2026-11-24T10:00:00Z"), task("new breach", "BREACHED", "2026-11-22T10:00:00Z"), task("old breach", "BREACHED", "2026-11-20T10:00:00Z"),
  )).toEqual([["Breached", ["old breach", "new breach"]], ["Due today", ["risk today", "today"]], ["At risk, due later", ["risk tomorrow"]], ["Later", ["later"]]]);
});

test("what is resolved leaves at once, what is snoozed stands last, a paused clock is not due", () => {
  expect(grouped(
    task("done", "BREACHED", "2026-11-20T10:00:00Z", { status: "RESOLVED" }), task("paused", "PAUSED", "2026-11-23T10:00:00Z"),
    task("asleep", "ACTIVE", "2026-11-23T15:00:00Z", { snoozedUntil: "2026-11-24T08:00:00Z" }), task("awake", "ACTIVE", "2026-11-23T15:00:00Z", { snoozedUntil: "2026-11-23T08:00:00Z" }),
  )).toEqual([["Due today", ["awake"]], ["Later", ["paused"]], ["Snoozed", ["asleep"]]]);
});

test("a breach stays a breach, snoozed or not yet looked at by the server", () => {
  expect(grouped(
    task("snoozed", "BREACHED", "2026-11-20T10:00:00Z", { snoozedUntil: "2026-11-24T08:00:00Z" }), task("a minute ago", "AT_RISK", "2026-11-23T08:59:00Z"),
  )).toEqual([["Breached", ["snoozed", "a minute ago"]]]);
});
