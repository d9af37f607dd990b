import { openStage, overdueInvoice, signIn, type Stage, waitingDraft } from "./browser.js";

let stage: Stage;
beforeAll(async () => { stage = await openStage(); }, 120_000);
afterAll(() => stage?.close());

test("a wrong password says so, and the right one leads to where one wanted to go", async () => {
  const { page } = await stage.seat();
  await page.goto(`${stage.tower.url}/import`);
  await signIn(page, "sales", "not the password");
  await page.getByRole("alert").waitFor();
  await signIn(page, "sales");
  await page.getByRole("heading", { level: 1, name: "Import records" }).waitFor();
  await page.getByRole("button", { name: /Noor Verhoeven/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
}, 60_000);

test("who may not do it is offered nothing, and who comes second is told so in words", async () => {
  const { tower } = stage;
  const { exception } = await overdueInvoice(tower, "Aalborg Import A/S");
  const { page: others } = await stage.seatOf("logistics");
  await others.goto(`${tower.url}/exceptions/${exception}`);
  await others.getByText("Accounting assigns an agent to it.").waitFor();
  expect(await others.getByRole("button", { name: /Dismiss|Assign/ }).count()).toBe(0);

  const { page } = await stage.seatOf("accounting");
  await page.goto(`${tower.url}/exceptions/${exception}`);
  await page.getByRole("button", { name: "Dismiss…" }).click();
  await page.getByLabel("Why does it need no work?").fill("They pay by cheque");
  const as = tower.as("secondAccountant");
  const { data } = await as(`query($number: String!) { exception(number: $number) { id version } }`, { number: exception });
  await as(`mutation($input: ExceptionDismissInput!) { exceptionDismiss(input: $input) { refusal { code } } }`, { input: { exceptionId: data.exception.id, version: data.exception.version, reason: "Paid" } });
  await page.getByRole("dialog").getByRole("button", { name: "Dismiss" }).click();
  await page.getByRole("dialog").getByRole("alert").getByText(/was dismissed already, by Tomas Lindqvist/).waitFor();
}, 60_000);

test("two people at once: the second sees what changed, and nothing is overwritten", async () => {
  const { tower } = stage;
  const { draft } = await waitingDraft(tower, "Malmö Partihandel AB");
  const [first, second] = [await stage.seatOf("accounting"), await stage.seatOf("secondAccountant")];
  for (const { page } of [first, second]) {
    await page.goto(`${tower.url}/approvals/${draft}`);
    await page.getByRole("button", { name: /Approve and post/ }).waitFor();
  }
  await second.page.getByRole("button", { name: /^Edit/ }).click();
  await second.page.getByRole("textbox", { name: "Message" }).fill("My own words, half written");

  await first.page.getByRole("button", { name: /^Edit/ }).click();
  await first.page.getByRole("textbox", { name: "Message" }).fill("Ines was faster");
  await first.page.getByRole("button", { name: /Save revision/ }).click();
  await first.page.getByRole("article").getByText("Ines was faster").waitFor();

  await second.page.getByRole("button", { name: /Save revision/ }).click();
  const conflict = second.page.getByRole("dialog", { name: "This changed while you were reading" });
  await conflict.getByText(/Ines was faster/).first().waitFor();
  await conflict.getByText(/half written/).first().waitFor();
  await conflict.getByRole("button", { name: "Go on with my text" }).click();
  expect(await second.page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("My own words, half written");
  await second.page.getByRole("button", { name: /Save revision/ }).click();
  await second.page.getByRole("article").getByText("My own words, half written").waitFor();
}, 90_000);

test("approving a revision that is no longer the newest opens the conflict instead", async () => {
  const { tower } = stage;
  const { draft } = await waitingDraft(tower, "Gdynia Hurt Sp. z o.o.");
  const { page } = await stage.seatOf("accounting");
  await page.goto(`${tower.url}/approvals/${draft}`);
  await page.getByRole("button", { name: /Approve and post/ }).waitFor();
  const as = tower.as("secondAccountant");
  const { data } = await as(`query($number: String!) { draft(number: $number) { id version } }`, { number: draft });
  await as(`mutation($input: DraftEditInput!) { draftEdit(input: $input) { refusal { code } } }`, { input: { draftId: data.draft.id, version: data.draft.version, body: "Tomas wrote this meanwhile." } });
  await page.getByText(/Tomas Lindqvist wrote revision 2/).waitFor();
  await page.keyboard.press("a");
  const conflict = page.getByRole("dialog", { name: "This changed while you were reading" });
  await conflict.getByRole("button", { name: "Review revision 2" }).click();
  await page.getByRole("article").getByText("Tomas wrote this meanwhile.").waitFor();
  await page.getByRole("button", { name: /Approve and post/ }).waitFor();
}, 60_000);
