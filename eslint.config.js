import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const TESTS = ["**/*.test.ts", "**/testing/**", "**/test[A-Z]*.ts", "e2e/**", "bench/**"];
const MACHINERY = ["scripts/**", "*.config.js", "*.cjs"];

const oneWayToWrite = {
  selector: "CallExpression[callee.property.name='save']:not([callee.object.name='tx'])",
  message: "Write through tx.save: it locks, checks the version and flushes with the audit row.",
};
const noDefaultExport = { selector: "ExportDefaultDeclaration", message: "Export by name, in a file of that name." };
const configReadsEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Only server/config.ts reads the environment; take the setting from the configuration.",
};
const clockTellsTime = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Ask the clock for the time, so that tests and the demo can travel." },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: "Ask the clock for the time, so that tests and the demo can travel." },
  { selector: "TemplateElement[value.raw=/\\b(now\\(\\)|CURRENT_(DATE|TIME|TIMESTAMP))/i]", message: "Pass the clock's time to SQL as a parameter." },
];
const noSqlAtTheEdge = [
  { selector: ":matches(Literal[value=/\\b(SELECT|INSERT INTO|DELETE FROM)\\s/], TemplateElement[value.raw=/\\b(SELECT|INSERT INTO|DELETE FROM)\\s/])", message: "The edge holds no SQL: reads stand in server/read, writes in a verb." },
  { selector: "CallExpression[callee.property.name=/^(query|createQueryBuilder|getRepository)$/]", message: "The edge holds no SQL: reads stand in server/read, writes in a verb." },
];
const everywhere = [oneWayToWrite, noDefaultExport, configReadsEnvironment];
const restrict = (...rules) => ({ "no-restricted-syntax": ["error", ...rules] });

export default defineConfig([
  globalIgnores(["**/node_modules/", "**/dist/", "client/src/gql/", "coverage/", "test-results/", ".data/", ".bench/"]),
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "max-lines": ["error", 300],
      "eqeqeq": ["error", "always", { null: "ignore" }],
      "no-console": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/no-unsafe-function-type": "off", // TypeORM's word for an entity class is Function
    },
  },
  { files: ["{entities,server,seeds}/**/*.ts"], rules: restrict(...everywhere) },
  { files: ["server/{audit,domain,jobs,policies,read}/**/*.ts"], rules: restrict(...everywhere, ...clockTellsTime) },
  { files: ["schema/**/*.ts"], rules: restrict(...everywhere, ...clockTellsTime, ...noSqlAtTheEdge) },
  { files: ["server/adapters/**/*.ts"], rules: restrict(noDefaultExport, configReadsEnvironment) }, // knows no entity to save
  { files: ["server/database/embedded*.ts"], rules: restrict(noDefaultExport) }, // hands its environment on to PostgreSQL
  { files: ["server/config.ts"], rules: restrict(oneWayToWrite, noDefaultExport) },
  { files: ["server/database/unitOfWork.ts"], rules: restrict(noDefaultExport, configReadsEnvironment) },
  { files: ["server/database/migrations/**"], rules: { "max-lines": "off" } },
  { files: TESTS, rules: { "no-restricted-syntax": "off", "@typescript-eslint/no-explicit-any": "off" } },
  {
    files: ["client/**/*.{ts,tsx}"],
    rules: { "no-restricted-imports": ["error", { patterns: [{ regex: "^(\\.\\./)+(server|entities|schema|seeds)/", message: "The dashboard knows the API through its schema alone." }] }] },
  },
  { files: ["client/public/*.js"], languageOptions: { globals: { localStorage: "readonly", matchMedia: "readonly", document: "readonly" } } },
  {
    files: MACHINERY,
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly", setTimeout: "readonly", clearTimeout: "readonly", setInterval: "readonly", clearInterval: "readonly", module: "writable", fetch: "readonly" } },
    rules: { "no-restricted-syntax": "off" },
  },
]);
