import pg from "pg";
import { ActorKind, ImportKind, ImportState, Role } from "../../../entities/enums.js";
import type { Actor } from "../../policies/actor.js";
import { csv, openImportDesk, ORDER, outcome, problems, type ImportDesk } from "../../testing/importDesk.js";
import { waitedFor } from "../../testing/waitedFor.js";
import { importRecords } from "./importRecords.js";

let desk: ImportDesk;
beforeAll(async () => void (desk = await openImportDesk()));
afterAll(() => desk.close());

describe("one file", () => {
  test("creates, then changes only what differs, then nothing; one entry a changed record", async () => {
    const file = (name: string) => csv("Number;Legal Name;COUNTRY;region;credit-limit;contact name;contact email", `D-100;${name};Norway;Nordics;1.250,50;Ida Solberg;ida@halvorsen.example`, "D-101;Brekke Sport AB;SE;Nordics;;;");
    expect(outcome(await desk.bring(ImportKind.DISTRIBUTORS, file("Halvorsen AS")))).toBe("2 2 0 0 0 0");
    expect(outcome(await desk.bring(ImportKind.DISTRIBUTORS, file("Halvorsen Nordic AS")))).toBe("2 0 1 1 0 0");
    const again = await desk.bring(ImportKind.DISTRIBUTORS, file("Halvorsen Nordic AS"));
    expect(outcome(again)).toBe("2 0 0 2 0 0");

    expect(await desk.one(`SELECT legal_name, country, credit_limit_minor, tier, version FROM distributors WHERE number = 'D-100'`)).toEqual({
      legal_name: "Halvorsen Nordic AS", country: "NO", credit_limit_minor: 125050, tier: "c", version: 2,
    });
    const [created, updated, ...more] = await desk.trail("D-100");
    expect(more).toEqual([]);
    expect(created).toMatchObject({ type: "distributor.created", payload: { before: {}, after: { legalName: "Halvorsen AS", "contact ida@halvorsen.example": { name: "Ida Solberg", isPrimary: true } } } });
    expect(updated).toEqual({ type: "distributor.updated", payload: { before: { legalName: "Halvorsen AS" }, after: { legalName: "Halvorsen Nordic AS" } } });
    expect((await desk.rows(`SELECT type FROM audit_logs WHERE batch_id = $1`, [again.id])).map(({ type }) => type)).toEqual(["import.applied"]);
    expect(await desk.rows(`SELECT system, external_id, r.version FROM external_refs r JOIN distributors d ON d.id = r.distributor_id WHERE d.number = 'D-100'`)).toEqual([
      { system: "csv", external_id: "D-100", version: 1 },
    ]);
  });

  test("leaves alone what it has no column for, and empties what it leaves blank", async () => {
    await desk.bring(ImportKind.DISTRIBUTORS, csv("number,legal_name,country,region,tier,tax_id,registered_name", "D-110,Fjell & Vann AS,NO,Nordics,A,NO 998,Fjell og Vann AS"));
    await desk.bring(ImportKind.DISTRIBUTORS, csv("number,legal_name,country,region,tier,tax_id", "D-110,Fjell & Vann AS,NO,Nordics,,"));
    expect(await desk.one(`SELECT tier, tax_id, registered_name FROM distributors WHERE number = 'D-110'`)).toEqual({ tier: "a", tax_id: null, registered_name: "Fjell og Vann AS" });
  });

  test("another e-mail makes another person the first to write to", async () => {
    const file = (name: string, email: string) => csv("number,legal_name,country,region,contact_name,contact_email", `D-120,Nautic Kft,HU,East,${name},${email}`);
    await desk.bring(ImportKind.DISTRIBUTORS, file("Anna Varga", "anna@nautic.example"));
    await desk.bring(ImportKind.DISTRIBUTORS, file("Béla Kis", "bela@nautic.example"));
    expect(await desk.rows(`SELECT name, is_primary FROM contacts c JOIN distributors d ON d.id = c.distributor_id WHERE d.number = 'D-120' ORDER BY name`)).toEqual([
      { name: "Anna Varga", is_primary: false }, { name: "Béla Kis", is_primary: true },
    ]);
  });

  test("bad rows never stop good ones, and each is told with row, column, value and reason", async () => {
    await desk.partner("D-130");
    const report = await desk.bring(ImportKind.INVOICES, csv(
      "number,distributor,currency,amount,issued_on,due_on,colour",
      "0000130,D-130,EUR,100.00,2026-09-01,2026-10-01,red",
      "I-131,D-999,EUR,100.00,2026-09-01,2026-10-01,",
      "I-132,D-130,EUR,1.234,2026-09-01,2026-10-01,",
      "I-133,D-130,EUR,10.00,3/4/2026,2026-10-01,",
      "I-134,D-130,EUR,10.00,2026-09-01,2026-08-01,",
      ",D-130,EURO,10.00,2026-09-01,2026-10-01,",
      "I-136,D-130,EUR,10.00,2026-09-01",
      "I-137,D-130,EUR,10.00,1899-09-01,2026-10-01,",
      "I-138,D-130,EUR,=1+1,2026-09-01,2026-10-01,",
      "0000130,D-130,EUR,101.00,2026-09-01,2026-10-01,red",
    ));
    expect(outcome(report)).toBe("10 1 0 0 9 0");
    expect(problems(report)).toEqual([
      "1 colour unknown_column", "3 distributor not_found", "4 amount ambiguous_number", "5 issued_on ambiguous_date", "6 due_on before_issue", "7 number missing_value",
      "7 currency not_a_currency", "8 null ragged_row", "9 issued_on absurd_year", "10 amount not_a_number", "11 number contradiction",
    ]);
    expect(report.issues.at(-1)!.reason).toBe("says otherwise than row 2 about number: amount");
    expect(report.issues[2]).toEqual({ row: 4, column: "amount", value: "1.234", code: "ambiguous_number", reason: "may be 1234 or 1.234; write 1234 or 1.2340" });
    expect(await desk.rows(`SELECT row_number, column_name, value, code FROM import_issues WHERE import_id = $1 AND code = 'not_found'`, [report.id])).toEqual([
      { row_number: 3, column_name: "distributor", value: "D-999", code: "not_found" },
    ]);
    expect((await desk.one(`SELECT number FROM invoices WHERE number LIKE '%130'`)).number).toBe("0000130");
  });

  test("stopped in the middle, it leaves nothing behind and says what to do", async () => {
    const owner = new pg.Client({ connectionString: desk.ownerUrl });
    await owner.connect();
    try {
      await owner.query(`SELECT pg_advisory_lock(hashtext('tower_imports'))`);
      const stopped = desk.bring(ImportKind.DISTRIBUTORS, csv("number,legal_name,country,region", "D-145,Fjord AS,NO,Nordics"));
      await waitedFor(owner);
      await owner.query(`SELECT pg_cancel_backend(pid) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))`);
      const report = await stopped;
      expect([report.state, report.issues.map(({ code }) => code)]).toEqual([ImportState.FAILED, ["took_too_long"]]);
      expect(report.issues[0]!.reason).toContain("bring it in again when less is going on, or as several smaller files");
    } finally {
      await owner.end();
    }
    expect(await desk.rows(`SELECT FROM distributors WHERE number = 'D-145'`)).toEqual([]);
    expect(await desk.one(`SELECT state FROM imports ORDER BY id DESC LIMIT 1`)).toEqual({ state: "failed" });
  });

  test("asked to be strict, it applies nothing when a row is bad", async () => {
    const report = await desk.bring(ImportKind.DISTRIBUTORS, csv("number,legal_name,country,region", "D-140,Sjø AS,NO,Nordics", "D-141,Sund AS,Atlantis,Nordics"), { strict: true });
    expect([report.state, outcome(report)]).toEqual([ImportState.FAILED, "2 0 0 0 1 0"]);
    expect(await desk.rows(`SELECT FROM distributors WHERE number LIKE 'D-14_'`)).toEqual([]);
    expect((await desk.trail("D-140")).length).toBe(0);
  });

  test("plain data stays plain: formulas, zeros, quotes, line breaks, backslashes", async () => {
    const name = "=cmd|' /C calc'!A0\\N\t\"x\"\nsecond line";
    await desk.bring(ImportKind.DISTRIBUTORS, `number,legal_name,country,region\n00150,"${name.replaceAll("\"", "\"\"")}",NO,Nordics\n`);
    expect((await desk.one(`SELECT legal_name FROM distributors WHERE number = '00150'`)).legal_name).toBe(name);
  });

  test("a Latin-1 cell and a NUL are refused, wrongly decoded text is told and kept", async () => {
    const bytes = Buffer.concat([Buffer.from("number,legal_name,country,region\nD-160,Gr\xf8nland AS,NO,Nordics\n", "latin1"), Buffer.from("D-161,GrÃ¸nland AS,NO,Nordics\nD-162,a\0b,NO,Nordics\nD-163,Grønland AS,NO,Nordics\n")]);
    const report = await desk.bring(ImportKind.DISTRIBUTORS, "", { content: bytes });
    expect(outcome(report)).toBe("4 2 0 0 2 0");
    expect(problems(report)).toEqual(["2 legal_name not_utf8", "3 legal_name mojibake", "4 legal_name control_character"]);
  });

  test.each([
    ["", "empty_file"], ["number,legal_name,country,region\n", "empty_file"], ["number,legal_name\nD-1,x\n", "missing_column"],
    ["number,legal name,legal_name,country,region\nD-1,x,y,NO,N\n", "repeated_column"], ["number,legal_name,\"country,region\nD-1,x,NO,N\n", "open_quote"],
    ["number,legal_name,country,region,no\0te\nD-1,x,NO,N,\n", "control_character"],
  ])("a file that can't be read is kept with the reason: %p", async (content, code) => {
    const report = await desk.bring(ImportKind.DISTRIBUTORS, content);
    expect([report.state, report.issues[0]!.code, outcome(report)]).toEqual([ImportState.FAILED, code, "0 0 0 0 1 0"]);
    expect((await desk.one(`SELECT state FROM imports WHERE id = $1`, [report.id])).state).toBe("failed");
  });

  test("the same row twice is told and counted once", async () => {
    const report = await desk.bring(ImportKind.DISTRIBUTORS, csv("number,legal_name,country,region", "D-170,Sund AS,NO,Nordics", "D-170,Sund AS,NO,Nordics"));
    expect([outcome(report), problems(report)]).toEqual(["2 1 0 0 0 0", ["3 null repeated_row"]]);
  });
});

describe("preview", () => {
  test("says exactly what the import then does, and changes nothing itself", async () => {
    const distributor = await desk.partner("D-200");
    await desk.order("O-200", distributor);
    const file = csv(`${ORDER},promised_on`,
      `O-200,${distributor},EUR,2026-10-01,closed,1,KAYAK-7,12,25.00,2026-12-01`, `O-200,${distributor},EUR,2026-10-01,closed,2,PADDLE-2,5,10.00,2026-12-01`,
      `O-201,${distributor},EUR,2026-10-02,confirmed,1,KAYAK-7,1,25.00,`, `O-201,${distributor},EUR,2026-10-03,confirmed,2,KAYAK-7,1,25.00,`, `O-202,D-404,EUR,2026-10-02,confirmed,1,KAYAK-7,1,25.00,`,
      `O-203,${distributor},EUR,2026-10-02,confirmed,1,KAYAK-7,1,25.00,`);
    const before = await desk.rows(`SELECT (SELECT count(*) FROM audit_logs WHERE type NOT LIKE 'import.%') AS entries, (SELECT array_agg(o ORDER BY number)::text FROM orders o) AS orders`);
    const preview = await desk.bring(ImportKind.ORDERS, file, { preview: true });
    expect(await desk.rows(`SELECT (SELECT count(*) FROM audit_logs WHERE type NOT LIKE 'import.%') AS entries, (SELECT array_agg(o ORDER BY number)::text FROM orders o) AS orders`)).toEqual(before);
    expect([preview.state, outcome(preview), problems(preview)]).toEqual([ImportState.PREVIEWED, "6 1 1 0 3 0", ["4 number held_back", "5 number contradiction", "6 distributor not_found"]]);
    expect(preview.samples).toMatchObject([
      { number: "O-203", outcome: "created" },
      { number: "O-200", outcome: "updated", before: { status: "confirmed", valueMinor: 25000 }, after: { status: "closed", valueMinor: 35000, "line 2": { sku: "PADDLE-2" } } },
    ].reverse());
    const applied = await desk.bring(ImportKind.ORDERS, file);
    expect({ ...applied, id: "", state: "" }).toEqual({ ...preview, id: "", state: "", forecast: null });
    expect((await desk.one(`SELECT count(*)::int AS runs FROM imports WHERE id = ANY($1)`, [[preview.id, applied.id]])).runs).toBe(2);
  });
});

describe("who may", () => {
  const person = (role: Role, regions: string[] = []): Actor => ({ kind: ActorKind.USER, name: "Mara Lind", roles: [role], teams: [], regions });
  const asks = (actor: Actor, kind: ImportKind, content: string) => importRecords(desk.ctx.as(actor), { kind, content, fileName: "x.csv", preview: false });

  test("people import what they may change, and no decision that is not theirs", async () => {
    const file = "number,legal_name,country,region\nD-700,Sund AS,NO,Nordics\n";
    await expect(asks(person(Role.VIEWER), ImportKind.DISTRIBUTORS, file)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(asks(person(Role.LOGISTICS), ImportKind.DISTRIBUTORS, file)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await asks(person(Role.SALES), ImportKind.DISTRIBUTORS, file)).state).toBe(ImportState.APPLIED);
    const limit = await asks(person(Role.SALES), ImportKind.DISTRIBUTORS, "number,legal_name,country,region,credit_limit\nD-701,Sund AS,NO,Nordics,5000\n");
    expect([limit.state, limit.issues[0]!.code, limit.issues[0]!.reason]).toEqual([ImportState.FAILED, "decision_needed", "your role may not decide on credit_limit; leave this column out"]);
  });

  test("people limited to regions can neither reach into others nor take records out of theirs", async () => {
    const file = (region: string) => `number,legal_name,country,region\nD-710,Sund AS,NO,${region}\n`;
    await desk.bring(ImportKind.DISTRIBUTORS, file("Nordics"));
    expect(problems(await asks(person(Role.SALES, ["Iberia"]), ImportKind.DISTRIBUTORS, file("Nordics")))).toEqual(["2 number not_found"]);
    expect(problems(await asks(person(Role.SALES, ["Iberia"]), ImportKind.DISTRIBUTORS, file("Iberia")))).toEqual(["2 number not_found"]);
    expect(problems(await asks(person(Role.SALES, ["Iberia"]), ImportKind.ORDERS, csv(ORDER, "O-710,D-710,EUR,2026-10-01,,1,X,1,1.00")))).toEqual(["2 distributor not_found"]);
  });
});

test("two imports of one file at once double nothing and wait on no circle", async () => {
  const distributor = await desk.partner("D-800");
  const rows = Array.from({ length: 300 }, (_, i) => `O-8${String(i).padStart(3, "0")},${distributor},EUR,2026-10-01,,1,KAYAK-7,${i + 1},25.00`);
  const reports = await Promise.all([rows, rows.toReversed(), rows].map((order) => desk.bring(ImportKind.ORDERS, csv(ORDER, ...order))));
  expect(reports.map(({ counts }) => counts.created).sort()).toEqual([0, 0, 300]);
  expect(reports.map(({ counts }) => counts.unchanged).sort()).toEqual([0, 300, 300]);
  expect((await desk.one(`SELECT count(*)::int AS entries FROM audit_logs l JOIN orders o ON o.id = l.subject_id WHERE o.number LIKE 'O-8%'`)).entries).toBe(300);
});

test("the application's own log tells of every import", async () => {
  expect(await desk.rows(`SELECT i.id FROM imports i WHERE NOT EXISTS (SELECT FROM audit_logs l WHERE l.subject_id = i.id AND l.type = 'import.' || i.state AND l.subject_kind = 'import')`)).toEqual([]);
});
