import { jest } from "@jest/globals";
import type { Child } from "./servers/child.js";

const fire = jest.fn<() => Promise<object>>();
jest.unstable_mockModule("./load.js", () => ({ fire }));
const { measureRound } = await import("./rounds.js");

const child = { url: "http://127.0.0.1:1", usage: async () => ({ cpuMs: 0, residentMb: 0 }) } as unknown as Child;
const round = (result: object) => {
  fire.mockResolvedValueOnce({ perSecond: 10, p50: 1, p99: 1, requests: 10, errors: 0, ...result });
  return measureRound({ name: "ours", child }, "q1", () => ({ request: { path: "/", body: "" } }), { seconds: 1, connections: 1 });
};

test("a round that failed, or that nobody answered, is no figure", async () => {
  await expect(round({ errors: 1 })).rejects.toThrow("ours failed at 1 of 10 requests of q1.");
  await expect(round({ requests: 0, perSecond: NaN })).rejects.toThrow("ours answered no request of q1.");
  expect(await round({})).toMatchObject({ server: "ours", work: "q1", perSecond: 10, cpuMs: 0 });
});
