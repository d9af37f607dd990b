// Who may import whom; docs/ARCHITECTURE.md says why. main, worker, compose, context, cli and testing stand above the table.
const MAY_IMPORT = {
  "entities": [],
  "server/ports": ["entities"],
  "server/policies": ["entities"],
  "server/records": ["entities"],
  "server/audit": ["entities", "server/records"],
  "server/database": ["entities", "server/records", "server/audit"],
  "server/read": ["entities", "server/records", "server/policies"],
  "server/domain": ["entities", "server/records", "server/policies", "server/audit", "server/ports"],
  "server/agents": ["entities"],
  "server/adapters": ["entities/enums.ts", "server/ports"],
  "server/jobs": ["entities", "server/records", "server/domain", "server/agents", "server/audit", "server/ports"],
  "schema": ["entities", "server/records", "server/domain", "server/read", "server/policies", "server/audit"],
  "server/http": ["entities", "schema", "server/records", "server/domain", "server/read", "server/policies", "server/audit", "server/jobs", "server/agents", "server/ports", "server/database", "server/context.ts"],
  "seeds": ["entities", "server/records", "server/domain", "server/ports", "server/context.ts"],
};
const OURS = "^(entities|schema|server|seeds|client)/";
const TESTS = ["\\.test\\.ts$", "/testing/", "/test[A-Z][^/]*\\.ts$"];
// Small and without a layer: the errors that callers see, what a reader sees of a text, and the names of prepared statements.
const SHARED = ["^server/domain/(errors|visible)\\.ts$", "^server/database/prepared\\.ts$"];
// Everybody below is handed these by the caller, and so may name their types.
const HANDED_DOWN = ["^server/context\\.ts$", "^server/config\\.ts$", "^server/database/(unitOfWork|changes)\\.ts$", "^server/policies/", "^server/ports/"];

const layerRules = Object.entries(MAY_IMPORT).flatMap(([layer, allowed]) => {
  const from = { path: `^${layer}/`, pathNot: TESTS };
  const pathNot = [layer, ...allowed].map((path) => `^${path}`);
  if (layer !== "entities") pathNot.push(...SHARED);
  const comment = `${layer} may import ${allowed.join(", ") || "nothing of ours"}`;
  return [
    { name: `${layer} imports`, comment, severity: "error", from, to: { path: OURS, pathNot, dependencyTypesNot: ["type-only"] } },
    { name: `${layer} types`, comment, severity: "error", from, to: { path: OURS, pathNot: layer === "entities" ? pathNot : [...pathNot, ...HANDED_DOWN], dependencyTypes: ["type-only"] } },
  ];
});

/** A library that only one folder may know, so that it can be replaced there. */
const keepTo = (folder, library) => ({
  name: `${library} stays in ${folder}`,
  severity: "error",
  from: { path: "^(entities|schema|server|seeds)/", pathNot: [`^${folder}`, "^server/(compose|adapters/)", ...TESTS] },
  to: { path: `node_modules/${library}` },
});

module.exports = {
  forbidden: [
    ...layerRules,
    keepTo("server/agents", "(langchain|@langchain)/"),
    keepTo("server/adapters", "(agenda|@agendajs|mongodb|@slack)/"),
    {
      name: "migrations are self-contained",
      comment: "a migration means for ever what it meant when it was written, so it imports nothing that lives on",
      severity: "error",
      from: { path: "^server/database/migrations/", pathNot: TESTS },
      to: { pathNot: "^server/database/migrations/frozen\\.ts$", dependencyTypesNot: ["core", "type-only"] },
    },
    {
      name: "migrations know TypeORM's types alone",
      severity: "error",
      from: { path: "^server/database/migrations/", pathNot: TESTS },
      to: { pathNot: "^node_modules/typeorm/", dependencyTypes: ["type-only"] },
    },
    {
      name: "no cycles",
      comment: "entities are left out: they point at each other through lazy callbacks and Relation<T>",
      severity: "error",
      from: { path: "^(schema|server|seeds)/" },
      to: { circular: true, viaOnly: { pathNot: "^entities/", dependencyTypesNot: ["type-only"] } },
    },
    { name: "a helper lives beside its user", severity: "error", from: {}, to: { path: "^[^.]*/?(utils|helpers|common|services)/", pathNot: "node_modules" } },
    { name: "no test code in the product", severity: "error", from: { path: OURS, pathNot: TESTS }, to: { path: TESTS.join("|"), pathNot: "node_modules" } },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    cache: { folder: "node_modules/.cache/dependency-cruiser", strategy: "content" },
  },
};
