import { openStage, overdueInvoice, type Stage } from "./browser.js";

let stage: Stage;
beforeAll(async () => { stage = await openStage(); }, 120_000);
afterAll(() => stage?.close());

test("the whole loop, clicked once: sign in, exception, assign, draft appears, edit, approve, sent with its reference, and a second tab saw it live", async () => {
  const { tower } = stage;
  const { exception } = await overdueInvoice(tower, "Kastrup Handel ApS");
  const { page, context, mishaps, outside } = await stage.seatOf("accounting");

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /Exceptions/ }).click();
  await page.getByRole("list", { name: "Exceptions by score" }).getByRole("link", { name: "Invoice overdue" }).click();
  await page.getByRole("heading", { level: 1, name: /Invoice overdue: Kastrup Handel ApS/ }).waitFor();
  await page.getByText("EUR 18,420.00").first().waitFor();
  await page.getByRole("heading", { name: /Why it scores \d+/ }).waitFor();

  const watcher = await context.newPage();
  await watcher.goto(`${tower.url}/exceptions/${exception}`);
  await watcher.getByText(/Nobody has it\. Assign an agent/).waitFor();

  await page.getByRole("button", { name: "Assign agent" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Assign agent" }).click();
  await page.getByText(/FOLLOW-\d+-\d+ created/).waitFor();

  await tower.settle(); // the agent's alarm rings: nobody reloads a page from here on
  for (const tab of [page, watcher]) {
    await tab.getByRole("article", { name: "Message as it will be posted" }).waitFor();
    await tab.getByRole("button", { name: /Approve and post/ }).waitFor();
  }

  const figure = page.getByRole("article").getByText("EUR 18,420.00").first();
  await figure.hover();
  expect(await page.locator("li[data-fact]").filter({ hasText: "EUR 18,420.00" }).first().getAttribute("class")).toMatch(/lit/);

  await page.getByRole("button", { name: /^Edit/ }).click();
  const message = page.getByRole("textbox", { name: "Message" });
  await message.fill(`${await message.inputValue()}\n\nCall me when they answer.`);
  await page.getByRole("button", { name: /Save revision/ }).click();
  await page.getByRole("article").getByText("Call me when they answer.").waitFor();
  await watcher.getByText(/wrote revision 2 while you were reading revision 1/).waitFor();

  await page.getByRole("button", { name: /Approve and post/ }).click();
  const doubt = page.getByRole("button", { name: "Approve anyway" }); // the day to answer by is a claim of the editor's now
  const queued = page.getByRole("listitem").filter({ hasText: "Queued" });
  await doubt.or(queued).first().waitFor();
  if (await doubt.isVisible()) await doubt.click();
  await queued.first().waitFor();
  await tower.settle();
  const reference = page.getByText(/^rec-/).first();
  await reference.waitFor();
  const timeline = page.getByRole("list", { name: "Timeline" });
  await timeline.getByText(/posted the message/).first().waitFor();
  await timeline.getByText((await reference.textContent())!).first().waitFor();
  await timeline.getByText(/Approved by Ines Rovira/).first().waitFor();
  await watcher.getByText((await reference.textContent())!).first().waitFor();

  expect(tower.posts.filter(({ text }) => text.includes("Call me when they answer."))).toHaveLength(1);
  expect(outside).toEqual([]);
  expect(mishaps).toEqual([]);
}, 120_000);
