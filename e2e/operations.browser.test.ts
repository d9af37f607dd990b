import type { Page } from "playwright-core";
import { openStage, overdueInvoice, signIn, type Stage } from "./browser.js";

let open: Stage;
let listed: Stage;
beforeAll(async () => {
  open = await openStage();
  listed = await openStage({ OPERATIONS: "listed" });
}, 120_000);
afterAll(async () => {
  await open?.close();
  await listed?.close();
});

interface Sent { query?: string; extensions?: { persistedQuery?: { sha256Hash: string } } }

/** Everything that a page asks the API for, over HTTP and over its socket. */
function listen(page: Page): { http: Sent[]; socket: Sent[] } {
  const sent = { http: [] as Sent[], socket: [] as Sent[] };
  page.on("request", (request) => { if (request.url().endsWith("/graphql") && request.method() === "POST") sent.http.push(request.postDataJSON() as Sent); });
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => {
    const { type, payload: asked } = JSON.parse(String(payload)) as { type: string; payload: Sent };
    if (type === "subscribe") sent.socket.push(asked);
  }));
  return sent;
}

const NOT_FOUND = { errors: [{ message: "PersistedQueryNotFound", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }] };
const ID = /^[0-9a-f]{64}$/;

test("the dashboard sends ids alone, and an event still reaches the page", async () => {
  const { page, mishaps } = await open.seat();
  const sent = listen(page);
  await page.goto(open.tower.url);
  await signIn(page, "accounting");
  for (const link of ["Approvals", "Orders", "Invoices", "Exceptions"]) await page.getByRole("link", { name: new RegExp(link) }).first().click();
  await page.getByText("Nothing is stuck").waitFor();
  await page.getByRole("status").getByText("Live").waitFor();
  await overdueInvoice(open.tower, "Tartu Hulgi OÜ");
  await page.getByRole("list", { name: "Exceptions by score" }).getByRole("link", { name: "Invoice overdue" }).click();
  await page.waitForURL("**/exceptions/EXC-*");
  await page.getByText("Tartu Hulgi OÜ").first().waitFor();

  expect(sent.http.length).toBeGreaterThan(5);
  expect(sent.socket.length).toBeGreaterThan(0);
  expect(sent.http.filter(({ query }) => query !== undefined)).toEqual([]);
  expect(sent.socket.filter(({ query }) => query !== "")).toEqual([]);
  for (const { extensions } of [...sent.http, ...sent.socket]) expect(extensions?.persistedQuery?.sha256Hash).toMatch(ID);
  expect(mishaps).toEqual([]);
}, 60_000);

test("where only listed operations run, the dashboard works as everywhere", async () => {
  const { page } = await listed.seatOf("accounting");
  await page.getByRole("link", { name: /Exceptions/ }).first().click();
  await page.getByText("Nothing is stuck").waitFor();
  await page.getByRole("status").getByText("Live").waitFor();
}, 60_000);

test("where only listed operations run, a page of another version is asked to reload", async () => {
  const { page } = await listed.seatOf("accounting");
  await page.route("**/graphql", (route) => ((route.request().postDataJSON() as Sent).query ? route.continue() : route.fulfill({ json: NOT_FOUND })));
  await page.getByRole("link", { name: /Orders/ }).first().click();
  await page.getByText("The dashboard was updated since you opened it.").first().waitFor();
  await page.getByText("Reload the page.").first().waitFor();
}, 60_000);

test("a server of another version, which knows none of the ids, gets the texts", async () => {
  const { page } = await open.seat();
  const sent = listen(page);
  await page.route("**/graphql", (route) => ((route.request().postDataJSON() as Sent).query ? route.continue() : route.fulfill({ json: NOT_FOUND })));
  await page.goto(open.tower.url);
  await signIn(page, "accounting");
  await page.getByRole("link", { name: /Exceptions/ }).first().click();
  await page.getByText("Tartu Hulgi OÜ").first().waitFor();
  await page.getByRole("status").getByText("Live").waitFor();
  expect(sent.http[0]!.query).toBeUndefined();
  expect(sent.http.slice(1).filter(({ query }) => query).length).toBeGreaterThan(2);
  expect(sent.socket.at(-1)!.query).toContain("subscription");
}, 60_000);
