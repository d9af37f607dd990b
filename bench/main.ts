import "reflect-metadata";
import { measureAudit } from "./figures/audit.js";
import { measureFanOut } from "./figures/fanOut.js";
import { measureFirstImport } from "./figures/firstImport.js";
import { measureGrowth } from "./figures/growth.js";
import { measureImport } from "./figures/import.js";
import { measureProduct } from "./figures/product.js";
import { measureRequests } from "./figures/requests.js";
import { measureRules } from "./figures/rules.js";
import { measureSoak } from "./figures/soak.js";
import { measureVerbs } from "./figures/verbs.js";
import { type FigureName, type Options, readOptions, USAGE } from "./options.js";
import { installPackages } from "./packages.js";
import { fallenRatios, type Figure, figuresTable, saveBaseline, storeRun } from "./report.js";
import { setStage } from "./stage.js";

const REQUESTS: FigureName[] = ["q1", "q2", "m1"];
const ON_STAGE: FigureName[] = [...REQUESTS, "verbs", "fanout", "import", "rules", "audit", "soak"];

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) return console.log(USAGE);
  const began = new Date();
  const elapsed = () => `${((Date.now() - began.getTime()) / 1000).toFixed(0).padStart(4)} s`;
  const tell = (line: string) => console.log(line);
  const step = async <R>(name: string, work: () => Promise<R>): Promise<R> => {
    tell(`${elapsed()}  ${name} …`);
    return work();
  };
  const wants = (...names: FigureName[]) => names.some((name) => options.only.has(name));

  installPackages();
  const figures: Figure[] = [];
  let details: unknown;
  if (wants(...ON_STAGE)) {
    const stage = await step(`a database of ${options.orders.toLocaleString("en")} orders`, () => setStage(options));
    try {
      if (wants(...REQUESTS)) {
        const measured = await step("requests: ours, node + pg, PostGraphile 5, idiomatic, in turns", () => measureRequests(stage, options, tell));
        figures.push(...measured.figures);
        details = measured.details;
      }
      if (wants("verbs")) figures.push(...await step("the other verbs", () => measureVerbs(stage, options, tell)));
      if (wants("fanout")) figures.push(...await step("fan-out to subscribers", () => measureFanOut(stage, options)));
      if (wants("soak")) figures.push(...await step(`${options.soakMinutes} minutes of all of it`, () => measureSoak(stage, options, tell)));
      if (wants("rules")) figures.push(...await step("rules", () => measureRules(stage)));
      if (wants("audit")) figures.push(...await step("audit", () => measureAudit(stage, options)));
      if (wants("import")) figures.push(...await step("import", () => measureImport(stage, options)));
    } finally {
      await stage.close();
    }
  }
  if (wants("firstImport")) figures.push(...await step("the first import of a new installation", () => measureFirstImport(options)));
  if (wants("growth")) figures.push(...await step(`growth: ${options.growth.join(", ")} orders`, () => measureGrowth(options, tell)));
  if (wants("product")) figures.push(...await step("the product with its demo, started twice", measureProduct));

  tell(`\n${figuresTable(figures)}\n`);
  tell(`${elapsed()}  stored in ${await storeRun(began, options, figures, details)}`);
  await compare(options, figures, tell);
}

/** A quick run guards what was reached: it fails only on a ratio that fell far. */
async function compare({ quick, saveBaseline: save }: Options, figures: Figure[], tell: (line: string) => void): Promise<void> {
  if (!quick) return;
  if (save) return saveBaseline(figures);
  const fallen = await fallenRatios(figures);
  if (!fallen.length) return tell("No ratio fell by more than a third.");
  tell(`Fallen by more than a third:\n  ${fallen.join("\n  ")}`);
  process.exitCode = 1;
}

main().catch((error: Error) => {
  console.error(`\n${error.stack}\n`);
  process.exitCode = 1;
});
