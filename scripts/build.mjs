import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { argv } from "node:process";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { install, ROOT } from "./install.mjs";

const SOURCES = ["entities", "schema", "server", "seeds", "bench"];
const DIST = join(ROOT, "dist");
const COMPILER_STAMP = join(DIST, ".compiler");
const CLIENT_STAMP = join(DIST, "client", ".built-from");
/** What fits into one packet gets no faster by being smaller. */
const ONE_PACKET = 1_400;
/** 11 saves 7 % more and takes six times as long, on a first start too. */
const BROTLI_QUALITY = 9;
const zipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** Compiles what changed of the server's sources into dist/, copies their data files, and removes what has no source any more. */
export async function buildServer() {
  const stamp = await hashOf([join(ROOT, ".swcrc"), join(ROOT, "package-lock.json")]);
  const anew = !existsSync(COMPILER_STAMP) || readFileSync(COMPILER_STAMP, "utf8") !== stamp;
  const kept = new Set();
  await Promise.all(SOURCES.map(async (folder) => {
    const sources = await filesIn(join(ROOT, folder));
    await Promise.all(sources.filter((file) => !/\.test\.ts$|\.d\.ts$/.test(file)).map(async (source) => {
      const target = join(DIST, relative(ROOT, source)).replace(/\.ts$/, ".js");
      kept.add(target).add(`${target}.map`);
      const { mtime } = await stat(source);
      if (!anew && (await mtimeOf(target)) === mtime.getTime()) return;
      await mkdir(dirname(target), { recursive: true });
      await (source.endsWith(".ts") ? compile(source, target) : copyFile(source, target));
      await utimes(target, mtime, mtime); // equal times, not later ones: a checkout may bring an older file
    }));
  }));
  const built = await Promise.all(SOURCES.map((folder) => filesIn(join(DIST, folder))));
  await Promise.all(built.flat().filter((file) => !kept.has(file)).map((file) => rm(file, { force: true })));
  await mkdir(DIST, { recursive: true });
  await writeFile(COMPILER_STAMP, stamp);
}

async function compile(source, target) {
  const { transformFile } = await import("@swc/core");
  const { code, map } = await transformFile(source, { cwd: ROOT, sourceFileName: relative(dirname(target), source) });
  await writeFile(`${target}.map`, map);
  await writeFile(target, `${code}\n//# sourceMappingURL=${basename(target)}.map\n`);
}

/** Builds the dashboard and the playground into dist/client, unless nothing they are made of changed. */
export async function buildClient() {
  const client = join(ROOT, "client");
  const stamp = await hashOf([...await filesIn(client), join(ROOT, "schema/schema.graphql"), join(ROOT, "package-lock.json"), import.meta.filename]);
  if (existsSync(CLIENT_STAMP) && readFileSync(CLIENT_STAMP, "utf8") === stamp) return;
  console.log("Building the dashboard …");
  process.env.NODE_ENV = "production";
  const { build } = await import("vite");
  await build({ root: client, logLevel: "warn", build: { outDir: join(DIST, "client"), emptyOutDir: true } });
  await compressAll(join(DIST, "client"));
  await writeFile(CLIENT_STAMP, stamp);
}

/** Puts a .br and a .gz beside every text file, so that serving one compresses nothing. */
async function compressAll(folder) {
  const texts = (await filesIn(folder)).filter((file) => /\.(js|css|html|svg|json)$/.test(file));
  await Promise.all(texts.map(async (file) => {
    const content = await readFile(file);
    if (content.length < ONE_PACKET) return;
    await writeFile(`${file}.gz`, await zipped(content, { level: 9 }));
    await writeFile(`${file}.br`, await brotlied(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }));
  }));
}

/** Every file below a folder, in one order everywhere; packages that a folder installed for itself are not ours. */
async function filesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const ours = entries.filter(({ name }) => name !== "node_modules");
  const found = await Promise.all(ours.map((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : entry.isFile() ? [join(folder, entry.name)] : [])));
  return found.flat().sort();
}

async function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(relative(ROOT, file)).update(await readFile(file));
  return hash.digest("hex");
}

const mtimeOf = (file) => stat(file).then(({ mtime }) => mtime.getTime(), () => undefined);

if (argv[1] === import.meta.filename) {
  install();
  await Promise.all([buildServer(), argv.includes("--server") ? undefined : buildClient()]);
}
