import { openStage, overdueInvoice, type Seat, type Stage, waitingDraft } from "./browser.js";

let stage: Stage;
beforeAll(async () => { stage = await openStage(); }, 120_000);
afterAll(() => stage?.close());

const boxOf = ({ page }: Seat) => page.getByRole("search").getByRole("textbox");
const live = ({ page }: Seat) => page.getByRole("status").getByText("Live").waitFor();

test("a key typed right after Escape belongs to the page, and Escape closes one layer at a time", async () => {
  const { task } = await waitingDraft(stage.tower, "Aarhus Ventil A/S");
  const seat = await stage.seatOf("accounting");
  const { page } = seat;
  const row = page.getByRole("grid", { name: "Task queue" }).getByText(task);
  await row.click();
  const split = page.getByRole("complementary", { name: `Task ${task}` });
  await split.waitFor();

  await page.keyboard.press("Control+k");
  await page.getByLabel("Command").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.type("/resolve");
  await page.waitForFunction(`document.activeElement.value === "resolve"`);
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /Snooze/ }).first().click();
  await page.getByRole("dialog", { name: `Snooze ${task}` }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await split.isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await split.waitFor({ state: "detached" });
  expect(seat.mishaps).toEqual([]);
}, 90_000);

test("one search finds tasks, exceptions, drafts and amounts, and the command bar does what the page can do", async () => {
  const { task, draft, exception } = await waitingDraft(stage.tower, "Kemi Laite Oy");
  const seat = await stage.seatOf("accounting");
  const { page } = seat;
  await page.getByRole("grid", { name: "Task queue" }).getByText(task).waitFor();
  await page.keyboard.press("/");
  await boxOf(seat).fill("Kemi Laite");
  for (const number of [task, draft, exception]) await page.getByRole("option", { name: new RegExp(number) }).waitFor();
  await boxOf(seat).fill("18,420.00");
  await page.getByRole("group", { name: "Invoices of this amount" }).or(page.getByText("Invoices of this amount")).first().waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("grid", { name: "Task queue" }).getByText(task).click();
  await page.getByRole("complementary", { name: `Task ${task}` }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByLabel("Command").fill("Snooze");
  await page.getByRole("button", { name: new RegExp(`Snooze ${task}`) }).or(page.getByText(`Snooze ${task}`)).first().click();
  await page.getByRole("dialog", { name: `Snooze ${task}` }).waitFor();
}, 90_000);

test("a snooze and a task taken are undone by Z, and a resolved row leaves before the server has answered", async () => {
  const { task } = await waitingDraft(stage.tower, "Umeå Rördelar AB");
  const seat = await stage.seatOf("accounting");
  const { page } = seat;
  const stored = async () => (await stage.tower.services.pool.query(`SELECT snoozed_until, next_check_at, status FROM follow_up_tasks WHERE number = $1`, [task])).rows[0] as { snoozed_until: Date | null; next_check_at: Date; status: string };
  const before = await stored();
  await page.goto(`${stage.tower.url}/tasks/${task}`);
  await page.getByRole("button", { name: /Snooze/ }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Snooze" }).click();
  await page.getByText(`${task} snoozed`).waitFor();
  expect((await stored()).snoozed_until).not.toBeNull();
  await page.keyboard.press("z");
  await page.getByText("Undone").waitFor();
  expect(await stored()).toMatchObject({ snoozed_until: null, next_check_at: before.next_check_at });

  await page.goto(stage.tower.url);
  const row = page.getByRole("row").filter({ hasText: task });
  await row.click();
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route("**/graphql", async (route) => { if (route.request().postData()?.includes("resolution")) await held; await route.continue(); });
  await page.getByRole("button", { name: /Resolve and next/ }).click();
  await page.getByRole("dialog").getByLabel("How was it resolved?").fill("Paid by cheque.");
  await page.getByRole("dialog").getByRole("button", { name: /Resolve/ }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator('[role="row"][aria-busy="true"]').filter({ hasText: task }).waitFor();
  await stage.tower.services.pool.query(`UPDATE follow_up_tasks SET version = version + 1 WHERE number = $1`, [task]);
  release();
  await page.getByText(`${task} is not resolved.`, { exact: false }).waitFor();
  await page.locator('[role="row"][aria-busy="true"]').waitFor({ state: "detached" });
  expect((await stored()).status).not.toBe("resolved");
}, 120_000);

test("J, K and Enter walk every list, and Back returns to the rows that were loaded and the place among them", async () => {
  const distributor = await stage.tower.given.distributor({ legalName: "Tallinna Torud OÜ" });
  for (let i = 0; i < 70; i++) await stage.tower.given.invoice({ distributor });
  const seat = await stage.seatOf("accounting");
  const { page } = seat;
  await page.goto(`${stage.tower.url}/invoices`);
  const links = page.getByRole("table", { name: "Invoices" }).getByRole("link");
  await links.nth(49).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  expect(await links.nth(1).evaluate((link) => link.matches(":focus"))).toBe(true);
  await page.keyboard.press("k");
  expect(await links.nth(0).evaluate((link) => link.matches(":focus"))).toBe(true);

  await page.getByRole("button", { name: "Load more" }).click();
  await links.nth(60).scrollIntoViewIfNeeded();
  const chosen = await links.nth(60).textContent();
  await links.nth(60).click();
  await page.waitForURL(`**/invoices/${chosen}`);
  await page.getByRole("table", { name: "Invoices" }).waitFor({ state: "detached" });
  await page.goBack();
  await links.nth(60).waitFor();
  await page.waitForFunction(`document.getElementById("page").scrollTop > 200`);
  expect(await links.nth(60).textContent()).toBe(chosen);
}, 120_000);

test("assigning says by when and where, before it is done", async () => {
  const { exception } = await overdueInvoice(stage.tower, "Rauma Pumput Oy");
  const { page } = await stage.seatOf("accounting");
  await page.goto(`${stage.tower.url}/exceptions/${exception}`);
  await page.getByRole("button", { name: /Assign/ }).first().click();
  const dialog = page.getByRole("dialog", { name: `Assign ${exception}` });
  await dialog.getByText(/First message due/).waitFor();
  await dialog.getByText("slack:#wholesale-exceptions").first().waitFor();
}, 60_000);

test("a reviewer goes back to an earlier wording", async () => {
  const { draft } = await waitingDraft(stage.tower, "Visby Maskin AB");
  const { page } = await stage.seatOf("accounting");
  await page.goto(`${stage.tower.url}/approvals/${draft}`);
  await page.getByRole("button", { name: "Edit", exact: false }).first().click();
  const first = await page.getByRole("textbox", { name: "Message" }).inputValue();
  await page.getByRole("textbox", { name: "Message" }).fill("Something else altogether.");
  await page.getByRole("button", { name: /Save revision/ }).click();
  await page.getByRole("button", { name: "Revision 2: all wordings" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Edit from revision 1" }).click();
  expect(await page.getByRole("textbox", { name: "Message" }).inputValue()).toBe(first);
}, 60_000);

test("a page that was not loaded yet says offline, and comes by itself afterwards", async () => {
  const seat = await stage.seatOf("accounting");
  const { page, context } = seat;
  await live(seat);
  await context.setOffline(true);
  await page.getByRole("link", { name: "Documents" }).click();
  await page.getByText("You are offline, and this page was not loaded yet.").waitFor();
  await page.getByRole("button", { name: "Retry now" }).waitFor({ timeout: 60_000 });
  await context.setOffline(false);
  await page.getByRole("heading", { name: /Documents/ }).waitFor();
  await live(seat);
}, 120_000);
