import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { loadConfig } from "./config.js";
import { startTower } from "./testing/startTower.js";
import { Story } from "./testing/story.js";

/** Stands for everything outside: models, channels, tracing. */
const calls: string[] = [];
const outside = createServer((request, response) => {
  calls.push(request.url!);
  response.writeHead(500).end("{}");
});
let address: string;
beforeAll(async () => {
  outside.listen(0, "127.0.0.1");
  await once(outside, "listening");
  address = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
});
afterAll(() => {
  outside.closeAllConnections();
  outside.close();
});

const keys = () => ({
  MODEL_PROVIDER: "openai", MODEL_NAME: "writer-1", MODEL_API_KEY: "sk-key", MODEL_BASE_URL: `${address}/v1`, MODEL_TIMEOUT_SECONDS: "5",
  SLACK_BOT_TOKEN: "xoxb-key", SLACK_API_URL: `${address}/slack/`, LANGSMITH_API_KEY: "key", LANGSMITH_TRACING: "true", LANGSMITH_ENDPOINT: address,
});

/** Has an agent write and a message go out, and tells to which ports the process connected. */
async function work(env: Record<string, string>) {
  const connect = jest.spyOn(Socket.prototype, "connect");
  calls.length = 0;
  const tower = await startTower({ env: { ...keys(), ...env } });
  const story = new Story(tower);
  const { task } = await story.task();
  await story.check(task.id);
  for (const { id } of await story.rows(`SELECT id FROM drafts WHERE task_id = $1`, [task.id])) { // none where the model answered nonsense
    const draft = await story.draftOf(task.id);
    await story.done("accounting", "draftApprove", { draftId: id, version: draft.version, revisionId: draft.currentRevision.id });
  }
  await tower.settle();
  const { data } = await tower.as("viewer")("{ viewer { callsModel drafter } }");
  const own = [new URL(tower.url).port, new URL(tower.databaseUrl).port];
  const ports = (connect.mock.calls.flat(2) as unknown[]).map((target) => (target as { port?: number } | null)?.port?.toString()).filter((port) => port !== undefined && !own.includes(port));
  await tower.close();
  connect.mockRestore();
  return { calls: [...calls], ports, ...data.viewer };
}

test.each(["demo", "staging"])("in %s nothing outside is called, though every key is set", async (ENVIRONMENT) => {
  expect(await work({ ENVIRONMENT })).toEqual({ calls: [], ports: [], callsModel: false, drafter: "Template mode: the configured model is not called outside production" });
}, 60_000);

test("where DEMO_MODEL allows it the model alone is called, and everybody is told", async () => {
  const { calls: called, ports, ...told } = await work({ DEMO_MODEL: "allowed" });
  expect(new Set(called)).toEqual(new Set(["/v1/chat/completions"]));
  expect(new Set(ports)).toEqual(new Set([new URL(address).port]));
  expect(told).toEqual({ callsModel: true, drafter: "OpenAI-compatible · writer-1" });
}, 60_000);

test("in production a configured model is called without more ado", () => {
  const config = loadConfig({ ...keys(), ENVIRONMENT: "production", DATABASE_URL: "postgres://localhost/tower" });
  expect(config.model).toMatchObject({ provider: "openai", withheld: false });
});
