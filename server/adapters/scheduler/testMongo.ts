import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import { oneAtATime } from "./oneAtATime.js";

/** A server that speaks MongoDB's protocol, and a database of its own on it. */
export interface TestMongo {
  url: string;
  client: MongoClient;
  stop(): Promise<void>;
}

/** Uses the server of MONGODB_URL, or starts the throw-away FerretDB of FERRETDB_PATH. */
export async function startMongo(database: string): Promise<TestMongo> {
  const { MONGODB_URL, FERRETDB_PATH } = process.env;
  if (!MONGODB_URL && !FERRETDB_PATH) throw new Error("neither MONGODB_URL nor FERRETDB_PATH is set");
  const server = MONGODB_URL ? { url: MONGODB_URL, stop: async () => {} } : await startFerret(FERRETDB_PATH!);
  const direct = server.url.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${database}`);
  const client = await MongoClient.connect(direct, { serverSelectionTimeoutMS: 10_000 });
  const proxy = "ferretdbVersion" in (await client.db().command({ buildInfo: 1 })) ? await oneAtATime(...hostOf(direct)) : undefined;
  return {
    url: proxy ? direct.replace(hostOf(direct).join(":"), `127.0.0.1:${proxy.port}`) : direct,
    client,
    stop: async () => {
      await client.db().dropDatabase();
      await client.close();
      proxy?.close();
      await server.stop();
    },
  };
}

function hostOf(url: string): [string, number] {
  const { hostname, port } = new URL(url);
  return [hostname, Number(port || 27017)];
}

async function startFerret(path: string) {
  const folder = await mkdtemp(join(tmpdir(), "tower-ferretdb-"));
  const port = await freePort();
  const server = spawn(path, ["--handler=sqlite", `--sqlite-url=file:${folder}/`, `--listen-addr=127.0.0.1:${port}`, "--telemetry=disable"], { stdio: "ignore" });
  const gone = new Promise<void>((resolve) => server.once("exit", () => resolve()).once("error", () => resolve()));
  return {
    url: `mongodb://127.0.0.1:${port}/`,
    stop: async () => {
      server.kill("SIGKILL");
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
