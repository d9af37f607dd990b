import { openStage, overdueInvoice, type Stage } from "./browser.js";

let stage: Stage;
beforeAll(async () => { stage = await openStage(); }, 120_000);
afterAll(() => stage?.close());

test("offline says so, and catches up without a gap when the connection is back", async () => {
  const { tower } = stage;
  const { page, context } = await stage.seatOf("accounting");
  await page.getByRole("link", { name: /Exceptions/ }).first().click();
  await page.getByText("Nothing is stuck").waitFor();
  await page.getByRole("status").getByText("Live").waitFor();

  await overdueInvoice(tower, "Tartu Hulgi OÜ"); // one event seen, so that there is a cursor to resume from
  await page.getByRole("list", { name: "Exceptions by score" }).getByText("Tartu Hulgi OÜ").waitFor();

  await context.setOffline(true);
  await page.getByRole("alert").getByText(/connection is lost/).waitFor({ timeout: 60_000 });
  await overdueInvoice(tower, "Narva Kaubandus AS");
  await context.setOffline(false);
  await page.getByRole("list", { name: "Exceptions by score" }).getByText("Narva Kaubandus AS").waitFor({ timeout: 30_000 });
  await page.getByRole("status").getByText("Live").waitFor();
  await page.getByRole("alert").waitFor({ state: "detached" });
}, 150_000);
