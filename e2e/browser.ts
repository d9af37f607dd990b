import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { startTower, type Person, type TestTower } from "../server/testing/startTower.js";

const axeSource = createRequire(import.meta.url)("axe-core").source as string;
const CLIENT = fileURLToPath(new URL("../dist/client", import.meta.url));
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export interface Look { width?: number; height?: number; dark?: boolean }

/** A person's browser: their own cookies, and a note of everything that should not happen. */
export interface Seat { page: Page; context: BrowserContext; outside: string[]; mishaps: string[] }

/** The product with its dashboard on a database of its own, and browsers to sit people at. */
export interface Stage { tower: TestTower; seat(look?: Look): Promise<Seat>; seatOf(person: Person, look?: Look): Promise<Seat>; close(): Promise<void> }

/** Starts the tower on today's date, since a browser's own clock can't be moved for its cookies. */
export async function openStage(env: Record<string, string> = {}): Promise<Stage> {
  if (!existsSync(`${CLIENT}/index.html`)) throw new Error("The dashboard is not built: run `npm run build` first (npm test does).");
  const tower = await startTower({ at: new Date(), clientDir: CLIENT, env });
  const browser: Browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium", args: FLAGS });

  const seat = async ({ width = 1440, height = 900, dark = false }: Look = {}): Promise<Seat> => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? "dark" : "light", locale: "en-GB", timezoneId: "Europe/Amsterdam", reducedMotion: "reduce" });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const outside: string[] = [];
    const mishaps: string[] = [];
    page.on("request", (request) => { if (!request.url().startsWith(tower.url) && !/^(data|blob):/.test(request.url())) outside.push(request.url()); });
    page.on("pageerror", (error) => mishaps.push(error.message));
    page.on("console", (message) => { if (message.type() === "error") mishaps.push(message.text()); });
    return { page, context, outside, mishaps };
  };
  return {
    tower,
    seat,
    async seatOf(person, look) {
      const taken = await seat(look);
      await taken.page.goto(tower.url);
      await signIn(taken.page, person);
      await taken.page.getByRole("button", { name: /account menu/ }).waitFor();
      return taken;
    },
    async close() {
      const folder = process.env.E2E_PICTURES; // every page as its test left it, to see why one failed
      const pages = folder ? browser.contexts().flatMap((context) => context.pages()) : [];
      for (const [index, page] of pages.entries()) await page.screenshot({ path: `${folder}/${String(index).padStart(2, "0")}.png` });
      await browser.close();
      await tower.close();
    },
  };
}

/** Signs in by the form, as a person would. */
export async function signIn(page: Page, person: Person, password = `${person} has a long password`): Promise<void> {
  await page.getByLabel("E-mail").fill(`${String(person).toLowerCase()}@halden-trading.example`);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** What a screen reader or a keyboard would stumble over, as far as axe can tell; only what is serious. */
export async function obstacles(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate<{ id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[]>(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) })))`,
  );
  return found.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`).slice(0, 3).join(" | ")}`);
}

/** The day so many days from the tower's today, YYYY-MM-DD. */
export const dayFrom = (tower: TestTower, offset: number) => new Date(tower.clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);

/** An invoice long past due, found by its rule. */
export async function overdueInvoice(tower: TestTower, legalName: string, outstandingMinor = 1_842_000): Promise<{ invoice: string; exception: string }> {
  const distributor = await tower.given.distributor({ legalName });
  const invoice = await tower.given.invoice({ distributor, dueOn: dayFrom(tower, -40), outstandingMinor, amountMinor: outstandingMinor });
  await tower.as("accounting")(`mutation { detectionRun(input: { rules: ["INVOICE_OVERDUE"] }) { refusal { message } } }`);
  const { data } = await tower.as("accounting")(`query($search: String!) { exceptions(filter: { search: $search }) { nodes { number } } }`, { search: invoice.number });
  return { invoice: invoice.number, exception: data.exceptions.nodes[0].number };
}

/** The same, with an agent assigned and its draft waiting. */
export async function waitingDraft(tower: TestTower, legalName: string): Promise<{ exception: string; task: string; draft: string }> {
  const { exception } = await overdueInvoice(tower, legalName);
  const as = tower.as("accounting");
  const { data: read } = await as(`query($number: String!) { exception(number: $number) { id version } }`, { number: exception });
  const { data: assigned } = await as(`mutation($input: ExceptionAssignAgentInput!) { exceptionAssignAgent(input: $input) { followUpTask { taskId } } }`, { input: { exceptionId: read.exception.id, version: read.exception.version } });
  const task = assigned.exceptionAssignAgent.followUpTask.taskId as string;
  await tower.settle();
  const { data } = await as(`query($task: [String!]) { drafts(filter: { task: $task }) { nodes { number } } }`, { task: [task] });
  return { exception, task, draft: data.drafts.nodes[0].number };
}
