import { Agent, get, type IncomingMessage } from "node:http";
import { startTower } from "../testing/startTower.js";
import { connectionTimes } from "./keepAlive.js";

test("a connection outlives the idle time-out of what usually stands in front, or of what the operator names", async () => {
  expect(connectionTimes().keepAliveTimeout).toBeGreaterThan(60_000);
  const tower = await startTower({ env: { KEEP_ALIVE_SECONDS: "620" } });
  const agent = new Agent({ keepAlive: true });
  const answer = await new Promise<IncomingMessage>((resolve, reject) => get(`${tower.url}/healthz`, { agent }, resolve).on("error", reject));
  answer.resume();
  expect(answer.headers).toMatchObject({ connection: "keep-alive", "keep-alive": "timeout=620" });
  agent.destroy();
  await tower.close();
});
