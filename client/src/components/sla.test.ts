import { minutesLeft, slaStateNow, workedMinutes, type Working, workSpan } from "./sla";

const at = (iso: string) => Date.parse(iso);
// a Monday and a Tuesday, nine to five
const WORKING: Working[] = [[at("2026-11-30T09:00Z"), at("2026-11-30T17:00Z")], [at("2026-12-01T09:00Z"), at("2026-12-01T17:00Z")]];

test("a clock runs while people work, and stands at night", () => {
  const sla = { slaState: "ACTIVE", slaDueAt: "2026-12-01T10:40:00Z", slaRemainingMinutes: 200, slaRemainingAsOf: "2026-11-30T15:20:00Z" };
  const left = (now: string) => minutesLeft(sla, WORKING, at(now));
  expect(["2026-11-30T15:20Z", "2026-11-30T16:20Z", "2026-11-30T17:00Z", "2026-12-01T03:00Z", "2026-12-01T10:00Z", "2026-12-01T11:10Z"].map(left)).toEqual([200, 140, 100, 100, 40, -30]);
  expect(minutesLeft({ ...sla, slaState: "PAUSED" }, WORKING, at("2026-12-01T10:00Z"))).toBe(200);
  expect(minutesLeft({ ...sla, slaRemainingMinutes: null }, WORKING, at("2026-12-01T10:00Z"))).toBeUndefined();
});

test("the reader's clock may be a little behind the server's", () => {
  expect(workedMinutes(WORKING, at("2026-11-30T10:00:05Z"), at("2026-11-30T10:00Z"))).toBe(0);
});

test("a promise whose moment has passed is broken, whatever was last read; one that is paused or met is not", () => {
  const now = at("2026-12-01T10:00Z");
  const state = (slaState: string) => slaStateNow({ slaState, slaDueAt: "2026-12-01T09:59:00Z" }, now);
  expect(["ACTIVE", "AT_RISK", "BREACHED", "PAUSED", "MET"].map(state)).toEqual(["BREACHED", "BREACHED", "BREACHED", "PAUSED", "MET"]);
});

test("working time is said in hours and minutes", () => {
  expect([0, 41, -200, 60, 1_650, 7_260].map((minutes) => workSpan(minutes))).toEqual(["0 m", "41 m", "3 h 20 m", "1 h", "27 h 30 m", "121 h"]);
  expect(workSpan(200, "min")).toBe("3 h 20 min");
});
