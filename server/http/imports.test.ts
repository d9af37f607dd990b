import { request } from "node:http";
import { csv } from "../testing/importDesk.js";
import { startTower, type Person, type TestTower } from "../testing/startTower.js";

let tower: TestTower;
beforeAll(async () => void (tower = await startTower({ env: { MAX_IMPORT_MB: "20" } })));
afterAll(() => tower.close());

const headers = (person?: Person, type = "text/csv") => ({ "content-type": type, ...(person && { authorization: `Bearer ${tower.token(person)}` }) });
const send = async (person: Person | undefined, query: string, body: string | Buffer, type?: string) => {
  const response = await fetch(`${tower.url}/imports?${query}`, { method: "POST", headers: headers(person, type), body });
  return { status: response.status, ...((await response.json()) as { imports?: any[]; errors?: { message: string; extensions: { code: string; field?: string } }[] }) };
};
const HEAD = "number,legal_name,country,region";

test("a file comes in by its bytes, and its refused rows go out to whoever sent it", async () => {
  const { status, imports } = await send("sales", "kind=distributors&fileName=partners.csv&preview=false", Buffer.from(csv(HEAD, "D-1,Bjørk Handel,NO,Nordics", "D-2,Vela SL,Atlantis,Iberia"), "utf16le"));
  expect([status, imports]).toEqual([200, [expect.objectContaining({ kind: "distributors", state: "applied", rows: 2, created: 1, errors: 1, refused: 1, refusedRows: expect.stringMatching(/^\/imports\/.*\/refused.csv$/) })]]);
  const list = (person?: Person) => fetch(`${tower.url}${imports![0].refusedRows}`, { headers: headers(person) });
  const answer = await list("sales");
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("content-disposition")]).toEqual([200, "text/csv; charset=utf-8", 'attachment; filename="refused-partners.csv"']);
  expect(await answer.text()).toBe(`${HEAD},refused_row,refused_reason\nD-2,Vela SL,Atlantis,Iberia,3,"country: is not a country; write its two letters, for example NL"\n`);
  expect([(await list("viewer")).status, (await list()).status]).toEqual([404, 404]);
  const { data } = await tower.as("sales")(`{ imports(first: 1) { nodes { refusedCount warningCount refusedRows causes { code severity rows } issues { severity code } } } }`);
  expect(data.imports.nodes[0]).toEqual({ refusedCount: 1, warningCount: 0, refusedRows: imports![0].refusedRows, causes: [{ code: "not_a_country", severity: "ERROR", rows: 1 }], issues: [{ severity: "ERROR", code: "not_a_country" }] });
});

test("who may not is told so before a byte of the file is read, and so is a question that can't be meant", async () => {
  const codes = async (person: Person | undefined, query: string) => {
    const { status, errors } = await send(person, query, csv(HEAD, "D-9,x,NO,Nordics"));
    const check = await fetch(`${tower.url}/imports/check?${query}`, { headers: headers(person) });
    expect(check.status).toBe(status);
    return [status, errors![0]!.extensions.code];
  };
  expect(await codes(undefined, "kind=orders")).toEqual([401, "UNAUTHENTICATED"]);
  expect(await codes("accounting", "kind=orders&preview=false")).toEqual([403, "FORBIDDEN"]);
  expect(await codes("viewer", "kind=distributors")).toEqual([403, "FORBIDDEN"]);
  expect(await codes("sales", "kind=boats")).toEqual([400, "BAD_USER_INPUT"]);
  expect(await codes("sales", "kind=orders&days=D/M")).toEqual([400, "BAD_USER_INPUT"]);
  expect(await codes("sales", "mapping=none")).toEqual([400, "BAD_USER_INPUT"]);
  expect((await fetch(`${tower.url}/imports/check?kind=distributors`, { headers: headers("sales") })).status).toBe(204);
  expect((await send("sales", "kind=distributors", "{}", "application/json")).status).toBe(415);
  const early = await new Promise<number>((resolve, reject) => {
    const asked = request(`${tower.url}/imports?kind=orders`, { method: "POST", headers: { ...headers("accounting"), "content-length": "1000000" } }, (answer) => resolve(answer.statusCode!));
    asked.on("error", reject).flushHeaders(); // and never a byte of the file
  });
  expect(early).toBe(403);
});

test("a file beyond the cap is refused with a word, declared or not; one beyond what GraphQL takes comes in", async () => {
  const padding = `${"x".repeat(1023)}\n`;
  const large = (megabytes: number) => `${HEAD},note\nD-3,Lang AS,NO,Nordics,\n${`,,,,${padding}`.repeat(megabytes * 1024)}`;
  const declared = await send("sales", "kind=distributors", large(21));
  expect([declared.status, declared.errors![0]!.message]).toEqual([413, "The file is larger than 20 MB; split it."]);
  const streamed = await fetch(`${tower.url}/imports?kind=distributors`, { method: "POST", headers: headers("sales"), body: new Blob([large(21)]).stream(), duplex: "half" } as RequestInit);
  expect(((await streamed.json()) as { imports: any[] }).imports[0]).toMatchObject({ state: "failed", refused: 1 });
  const { imports } = await send("sales", "kind=distributors&preview=false", large(13));
  expect(imports![0]).toMatchObject({ state: "applied", created: 1, rows: 13 * 1024 + 1 });
}, 60_000);
