import { obstacles, openStage, overdueInvoice, type Seat, type Stage, waitingDraft } from "./browser.js";

let stage: Stage;
let waiting: { exception: string; task: string; draft: string };
let paths: string[];
beforeAll(async () => {
  stage = await openStage();
  waiting = await waitingDraft(stage.tower, "Turku Tukku Oy");
  const { invoice } = await overdueInvoice(stage.tower, "Bergen Engros AS");
  paths = ["/", `/?task=${waiting.task}`, "/approvals", `/approvals/${waiting.draft}`, "/exceptions", `/exceptions/${waiting.exception}`, `/tasks/${waiting.task}`,
    "/orders", "/distributors", "/invoices", `/invoices/${invoice}`, "/shipments", "/documents", "/import", "/nowhere"];
}, 180_000);
afterAll(() => stage?.close());

/** Goes there and waits until the page has said what it has to say. */
async function settleAt({ page }: Seat, path: string) {
  await page.goto(stage.tower.url + path);
  await page.getByRole("main").waitFor();
  await page.waitForLoadState("networkidle");
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
}

for (const look of [{ dark: false, width: 1440, height: 900 }, { dark: true, width: 1440, height: 900 }, { dark: true, width: 390, height: 844 }]) {
  test(`every page, ${look.dark ? "dark" : "light"} and ${look.width} wide: nothing serious for axe, no sideways scrolling, no outside request`, async () => {
    const seat = await stage.seatOf("accounting", look);
    const found: string[] = [];
    for (const path of paths) {
      await settleAt(seat, path);
      found.push(...(await obstacles(seat.page)).map((obstacle) => `${path} ${obstacle}`));
      const overhang = await seat.page.evaluate<number>("document.getElementById('page').scrollWidth - document.getElementById('page').clientWidth");
      if (overhang > 0) found.push(`${path} is ${overhang} px too wide`);
    }
    expect(found).toEqual([]);
    expect(seat.outside).toEqual([]);
    expect(seat.mishaps).toEqual([]);
  }, 240_000);
}

test("the sign-in page has nothing serious either", async () => {
  const seat = await stage.seat();
  await seat.page.goto(stage.tower.url);
  await seat.page.getByRole("button", { name: "Sign in" }).waitFor();
  expect(await obstacles(seat.page)).toEqual([]);
}, 60_000);

test("the queue works without a mouse: move, open, snooze, keys, search, commands", async () => {
  const { page } = await stage.seatOf("accounting");
  const row = page.getByRole("row", { name: /Turku Tukku Oy/ });
  await row.waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const isSelected = async () => (await row.getAttribute("aria-selected")) === "true";
  for (let presses = 0; presses < 3 && !(await isSelected()); presses++) await page.keyboard.press("j"); // what nobody has stands in the queue too
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name: `Task ${waiting.task}` }).waitFor();
  expect(page.url()).toContain(`task=${waiting.task}`);
  await page.keyboard.press("Escape");
  await page.getByRole("complementary", { name: /Task/ }).waitFor({ state: "detached" });
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "detached" });

  await page.keyboard.press("s");
  await page.getByRole("dialog", { name: `Snooze ${waiting.task}` }).getByRole("button", { name: "Snooze" }).click();
  await page.getByRole("rowgroup", { name: "Snoozed" }).getByText("Turku Tukku Oy").waitFor();

  await page.keyboard.press("/");
  await page.keyboard.type("Turku");
  await page.getByRole("option", { name: /DIST-.*Turku Tukku Oy/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Turku Tukku Oy" }).waitFor();

  await page.keyboard.press("Control+k");
  await page.getByLabel("Command").fill("Exceptions");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /Exceptions/ }).waitFor();
}, 90_000);

test("files come in one after the other, in the order in which they need each other, and each says row by row what it would do", async () => {
  const { page } = await stage.seatOf("admin");
  await page.goto(`${stage.tower.url}/import`);
  const csv = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.locator("input[type=file]").setInputFiles([
    csv("calls.csv", "number,distributor,currency,ordered_on,line_number,sku,quantity,unit_price\nSO-7001,DIST-7001,EUR,2026-11-02,1,PUMP-2,4,10.00\n"),
    csv("partners.csv", "number,legal_name,country,region\nDIST-7001,Odense Grossist A/S,DK,Nordics\nDIST-7002,Nameless,Atlantis,Nordics\n"),
  ]);
  await page.getByText("1. partners.csv: its rows are").waitFor();
  await page.getByText("2. calls.csv: its rows are").waitFor();
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByText("Not all rows would go in: 1 of 2 rows would stay out.").waitFor();
  await page.getByRole("table", { name: "Rows that were refused" }).getByRole("row", { name: /Atlantis/ }).waitFor();
  await page.getByRole("button", { name: "Import 1 record" }).click();
  await page.getByRole("heading", { name: "Done" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /Download all refused rows/ }).click()]);
  expect(download.suggestedFilename()).toBe("refused-partners.csv");
  await page.getByRole("button", { name: "Preview the next file: calls.csv" }).click();
  await page.getByRole("button", { name: "Import 1 record" }).click();
  await page.getByRole("heading", { name: "Done" }).waitFor();
  await page.goto(`${stage.tower.url}/orders/SO-7001`);
  await page.getByText("Odense Grossist A/S").first().waitFor();
}, 90_000);

test("whoever may not bring a kind in is told so before the file is sent", async () => {
  const { page } = await stage.seatOf("accounting");
  await page.goto(`${stage.tower.url}/import`);
  const sent: string[] = [];
  page.on("request", (request) => void (request.method() === "POST" && request.url().includes("/imports") && sent.push(request.url())));
  await page.locator("input[type=file]").setInputFiles({ name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from("number,sku\nSO-1,PUMP-2\n") });
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("alert").getByText("Your role may not import orders.").waitFor();
  expect(sent).toEqual([]);
}, 60_000);

test("the playground is served from here alone, and its first tab runs", async () => {
  const { page, outside, mishaps } = await stage.seat();
  await page.goto(`${stage.tower.url}/playground`);
  await page.getByText("drafter").first().waitFor(); // the editor takes a tab only once it stands
  await page.getByRole("tab", { name: "Queue" }).click();
  await page.getByText("totalCount").first().waitFor();
  const answer = page.getByText("UNAUTHENTICATED").first();
  for (let tries = 0; tries < 10 && !(await answer.isVisible()); tries++) { // the editor learns a moment later which operation its tab holds
    await page.getByRole("button", { name: /Execute/ }).click();
    await answer.waitFor({ timeout: 3_000 }).catch(() => {});
  }
  await answer.waitFor();
  expect(outside).toEqual([]);
  expect(mishaps.filter((mishap) => !/status of 40\d/.test(mishap))).toEqual([]);
}, 90_000);
