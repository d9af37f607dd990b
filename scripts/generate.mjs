import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { install, ROOT, stop } from "./install.mjs";

// node scripts/generate.mjs [--check]: writes what follows from the resolvers, or with --check says what is out of date.
install();
const { buildServer } = await import("./build.mjs");
await buildServer();
await import("reflect-metadata");
const { lexicographicSortSchema, printSchema } = await import("graphql");
const { buildErrorFreeSchema, buildTowerSchema } = await import("../dist/schema/buildSchema.js");
const { dashboardRecords } = await import("../dist/server/records/dashboard.js");
const { eventNames } = await import("../dist/server/audit/events.js");
const { generate } = await import("@graphql-codegen/cli");
const { addTypenameSelectionDocumentTransform } = await import("@graphql-codegen/client-preset");

const printed = (schema) => `${printSchema(lexicographicSortSchema(schema))}\n`;
const sdl = printed(buildTowerSchema());
const clientTypes = await generate({
  schema: printed(buildErrorFreeSchema()), // Apollo Client hands on no answer with an error, and a root field is null only beside one
  documents: ["client/src/**/*.{ts,tsx}", "!client/src/gql/**"],
  ignoreNoDocuments: true,
  silent: true,
  cwd: ROOT,
  generates: {
    "client/src/gql/": {
      preset: "client",
      presetConfig: {
        fragmentMasking: { unmaskFunctionName: "getFragmentData" },
        persistedDocuments: { hashAlgorithm: (text) => createHash("sha256").update(text).digest("hex") },
      },
      documentTransforms: [addTypenameSelectionDocumentTransform], // as the client's cache would, so that the id is of the text that runs
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { DateTime: "string", Date: "string", LocalDate: "string", SafeInt: "number", JSON: "unknown", JSONObject: "Record<string, unknown>" },
      },
    },
  },
}, false);

// the dashboard's operations by id, for the server, which never looks into the client's folder
const MANIFEST = "client/src/gql/persisted-documents.json";
const files = [{ filename: "schema/schema.graphql", content: sdl }, { filename: "client/src/gql/records.ts", content: `${dashboardRecords()}\n/** Everything that an audit entry may tell. */\nexport type EventName =\n${eventNames().map((name) => `  | "${name}"`).join("\n")};\n` }, ...clientTypes]
  .map(({ filename, content }) => ({ path: filename.startsWith(ROOT) ? filename : ROOT + filename, content }))
  .map(({ path, content }) => (path === ROOT + MANIFEST ? { path: `${ROOT}schema/operations.json`, content: `${content}\n` } : { path, content }));
const changed = [];
for (const { path, content } of files) {
  if (!existsSync(path) || (await readFile(path, "utf8")) !== content) changed.push({ path, content });
}
const names = changed.map(({ path }) => relative(ROOT, path)).join(", ");
if (process.argv.includes("--check")) {
  if (changed.length > 0) stop(`Out of date: ${names}. Run npm run generate and commit the result.`);
  console.log("The schema, the client's types and its operations are up to date.");
} else {
  for (const { path, content } of changed) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  console.log(changed.length > 0 ? `Wrote ${names}` : "Nothing changed.");
}
process.exit();
