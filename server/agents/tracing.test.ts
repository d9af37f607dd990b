import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { forbidTracing } from "../config.js";
import { ModelServer } from "../testing/modelServer.js";
import { eventually } from "../testing/socketClient.js";
import { startTower } from "../testing/startTower.js";
import { chatModel } from "./model.js";

/** What a service outside would have been told. */
const told: string[] = [];
const outside = createServer((request, response) => {
  request.on("data", (part: Buffer) => told.push(part.toString("latin1"))).on("end", () => response.end("{}"));
});
let models: ModelServer;
const switches = ["LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2"];
beforeAll(async () => {
  models = await ModelServer.start();
  models.answers("prose");
  outside.listen(0, "127.0.0.1");
  await once(outside, "listening");
  process.env.LANGSMITH_ENDPOINT = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  process.env.LANGSMITH_API_KEY = "key";
  process.env.LANGCHAIN_CALLBACKS_BACKGROUND = "false";
});
afterAll(async () => {
  await models.stop();
  outside.closeAllConnections();
  outside.close();
});

const ask = async (words: string) => (await chatModel({ provider: "ollama", name: "writer-1", baseUrl: models.baseUrl("ollama"), timeoutSeconds: 5 }, 0))!.chat.invoke(words);

test("no prompt is sent to LangSmith, even where the environment asks for it", async () => {
  for (const name of switches) process.env[name] = "true";
  forbidTracing();
  await ask("a prompt that stays here");
  process.env.LANGSMITH_TRACING = "true"; // the same with tracing on, so that we know it would have been seen
  await ask("a prompt that leaves");
  await eventually(() => expect(told.join("")).toContain("a prompt that leaves"));
  expect(told.join("")).not.toContain("a prompt that stays here");
}, 60_000);

test("the product forbids it before it starts anything", async () => {
  for (const name of switches) process.env[name] = "true";
  const tower = await startTower();
  expect(switches.map((name) => process.env[name])).toEqual(["false", "false", "false", "false"]);
  await tower.close();
});
