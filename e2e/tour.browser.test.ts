import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { type DemoLogin, loadDemo } from "../seeds/loadDemo.js";
import { recordingChannel } from "../server/adapters/channels/recording/channel.js";
import { call } from "../server/testing/startTower.js";
import { openStage, type Stage } from "./browser.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

let stage: Stage;
let folder: string;
let logins: DemoLogin[];
beforeAll(async () => {
  stage = await openStage();
  folder = await mkdtemp(join(tmpdir(), "tower-tour-"));
  logins = await loadDemo(stage.tower.services, folder, recordingChannel);
}, 240_000);
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

const loginOf = (role: string) => logins.find((login) => login.role === role)!;

async function signInAs(page: Page, role: string) {
  const { email, password } = loginOf(role);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: /account menu/ }).waitFor();
}

/** The API as somebody whose login the demo printed. */
async function apiAs(role: string) {
  const { email, password } = loginOf(role);
  const { data } = await call(stage.tower.url, `mutation($input: SignInInput!) { signIn(input: $input) { token } }`, { input: { email, password, bearer: true } });
  return (query: string, variables: object) => call(stage.tower.url, query, variables, data.signIn.token);
}

const APPROVE = `mutation($input: DraftApproveInput!) { draftApprove(input: $input) { refusal { code message } } }`;
/** The code of what came of an approval, which never is a success here. */
const refused = ({ data, errors }: Awaited<ReturnType<typeof call>>) => errors?.[0]?.extensions?.code ?? data?.draftApprove.refusal?.code;

/** README's steps, word by word, and what doing them comes to. */
const STEPS: [step: string, walk: (page: Page) => Promise<void>][] = [
  ["Sign in as **Accounting**. The cockpit says what is breached, what is due today, what waits for you, and what nobody has.", async (page) => {
    await page.goto(stage.tower.url);
    await signInAs(page, "ACCOUNTING");
    for (const band of [/breached now/, /due today/, /waiting for me/, /nobody has it/]) await page.getByRole("link", { name: band }).waitFor();
  }],
  ["Choose **My teams’** and, under **Nobody has it**, open the first line. Its score explains itself, and its facts name the records they come from.", async (page) => {
    await page.getByText("My teams’").click();
    const first = page.getByRole("rowgroup", { name: "Nobody has it" }).getByRole("row").nth(1);
    await first.getByText("Accounting").waitFor();
    await first.click();
    await page.waitForURL("**/exceptions/EXC-*");
    await page.getByRole("heading", { name: /Why it scores \d+/ }).waitFor();
    await page.getByText(/(Invoice|Order|Distributor|Payment) \S+ · v\d+/).first().waitFor();
  }],
  ["**Assign agent**: the agent, the person and the channels are proposed. A moment later its draft appears, here and under **Approvals**.", async (page) => {
    await page.getByRole("button", { name: "Assign agent" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Assign agent" }).click();
    await page.getByText(/FOLLOW-\d+-\d+/).first().waitFor();
    await stage.tower.settle();
    await page.getByRole("article", { name: "Message as it will be posted" }).waitFor();
  }],
  ["Hover a figure: its fact lights up. **Approve and post**, and watch the message go out: queued, sending, sent, with its reference. The timeline keeps all of it.", async (page) => {
    await page.getByRole("article").locator("mark[data-fact]").first().hover();
    expect(await page.locator("li[data-fact][class*=lit]").count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: /Approve and post/ }).click();
    await page.getByRole("listitem").filter({ hasText: "Queued" }).first().waitFor();
    await stage.tower.settle();
    await page.getByText(/^rec-/).first().waitFor();
    await page.getByRole("list", { name: "Timeline" }).getByText(/posted the message/).first().waitFor();
  }],
  ["Open another draft under **Approvals**, press **Edit**, change an amount and save: the figure is marked, for no record supports it.", async (page) => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /Approvals/ }).click();
    await page.getByRole("article", { name: "Message as it will be posted" }).waitFor();
    await page.getByRole("button", { name: /^Edit/ }).click();
    const message = page.getByRole("textbox", { name: "Message" });
    const text = await message.inputValue();
    const changed = text.replace(/\b([A-Z]{3}) [\d,]+\.\d\d/, "$1 987,654.32");
    expect(changed).not.toBe(text);
    await message.fill(changed);
    await page.getByRole("button", { name: /Save revision/ }).click();
    await page.getByRole("article").locator("mark").filter({ hasText: "987,654.32" }).first().waitFor();
  }],
  ["Try to cheat, at `/playground`: approve a draft twice, approve an old revision, or do either as **Viewer**. Each fails, and says why.", async () => {
    const accounting = await apiAs("ACCOUNTING");
    const read = async (state: string) => (await accounting(`query($state: [DraftState!]) { drafts(filter: { state: $state }, first: 50) { nodes { id version viewerMay currentRevision { id revision } revisions { id revision } } } }`, { state: [state] })).data.drafts.nodes;
    const [done] = await read("EXECUTED");
    expect(refused(await accounting(APPROVE, { input: { draftId: done.id, version: done.version, revisionId: done.currentRevision.id } }))).toBe("ALREADY_DONE");
    const edited = (await read("PENDING")).find(({ currentRevision }: { currentRevision: { revision: number } }) => currentRevision.revision > 1);
    const old = { draftId: edited.id, version: edited.version, revisionId: edited.revisions.find(({ revision }: { revision: number }) => revision === 1).id };
    expect(refused(await accounting(APPROVE, { input: old }))).toBe("STALE_VERSION");
    expect(refused(await (await apiAs("VIEWER"))(APPROVE, { input: { ...old, revisionId: edited.currentRevision.id } }))).toMatch(/FORBIDDEN|NOT_FOUND/);
  }],
  ["Open a second tab: it follows live.", async (page) => {
    const tab = await page.context().newPage();
    await tab.goto(stage.tower.url);
    await tab.getByRole("status").getByText("Live").waitFor();
  }],
  ["Sign out, sign in as **Sales**, and **Import** `seeds/examples/orders.csv`: the preview counts what would come in before anything does.", async (page) => {
    await page.getByRole("button", { name: /account menu/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await signInAs(page, "SALES");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Import" }).click();
    await page.locator("input[type=file]").setInputFiles(join(ROOT, "seeds/examples/orders.csv"));
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByRole("button", { name: /Import \d+ records/ }).waitFor();
  }],
];

test("README's five minutes are walked word by word, as the logins it names", async () => {
  const readme = await readFile(join(ROOT, "README.md"), "utf8");
  const tour = readme.split("## Five minutes")[1]!.split("\n## ")[0]!;
  const written = [...tour.matchAll(/^\d+\. ([\s\S]*?)(?=\n\d+\. |\n*$(?![\s\S]))/gm)].map(([, step]) => step!.replace(/\s+/g, " ").trim());
  expect(written).toEqual(STEPS.map(([step]) => step));
  const { page, mishaps, outside } = await stage.seat();
  for (const [step, walk] of STEPS) await walk(page).catch((cause) => { throw new Error(`This step can't be walked: ${step}`, { cause }); });
  expect(outside).toEqual([]);
  expect(mishaps).toEqual([]);
}, 240_000);
