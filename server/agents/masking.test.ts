import { Mask } from "./masking.js";

const people = [
  { name: "Ingrid Solberg", email: "ingrid.solberg@fjordline.no", phone: "+47 22 33 44 55" },
  { name: "Tomás Ferreira" },
];

test("names, addresses and phones of known people are hidden and come back", () => {
  const mask = new Mask(people);
  const text = "Call Ingrid Solberg (+47 22 33 44 55, Ingrid.Solberg@fjordline.no); Ferreira is out, so is INGRID SOLBERG.";
  const hidden = mask.hide(text);
  expect(hidden).not.toMatch(/Solberg|Ferreira|fjordline|22 33/i);
  expect(hidden).toBe("Call [PERSON_1] ([PHONE_1], [EMAIL_1]); [PERSON_2_FAMILY] is out, so is [PERSON_1].");
  expect(mask.reveal(hidden)).toContain("Call Ingrid Solberg (+47 22 33 44 55, ingrid.solberg@fjordline.no); Ferreira is out");
});

test.each([
  ["decomposed accents", "Toma\u0301s Ferreira", "[PERSON_2]"],
  ["no accents", "Tomas Ferreira", "[PERSON_2]"],
  ["capitals", "TOMÁS FERREIRA", "[PERSON_2]"],
  ["a family name in capitals", "FERREIRA, Tomas", "[PERSON_2_FAMILY], [PERSON_2_GIVEN]"],
  ["hidden characters", "Ingrid\u200B Sol\u00ADberg", "[PERSON_1]"],
  ["a phone as in North America", "555-123-4567 or (555) 123-4567 or 555.123.4567", "[PHONE_2] or [PHONE_2] or [PHONE_2]"],
  ["an IBAN", "DE89370400440532013000 or NL91 ABNA 0417 1643 00", "[IBAN_1] or [IBAN_2]"],
])("a person is hidden in spite of %s", (_, text, right) => {
  const mask = new Mask(people);
  expect(mask.hide(text)).toBe(right);
});

test("people nobody knew are caught by the shape of their address or phone", () => {
  const mask = new Mask([]);
  const hidden = mask.hide("Write to jonas.k@example.org or ring 0049 (30) 1234-5678, 030 1234567 or +31 6 12345678.");
  expect(hidden).toBe("Write to [EMAIL_1] or ring [PHONE_1], [PHONE_2] or [PHONE_3].");
  expect(mask.reveal(hidden)).toContain("jonas.k@example.org or ring 0049 (30) 1234-5678, 030 1234567 or +31 6 12345678.");
});

test("figures and record numbers are left alone", () => {
  const text = "INV-2026-0412: EUR 84,200.00 due 2026-10-20, tracking 1Z999AA10123456784, PO 4500012345, invoice 0000123, 34 days, NO0412 GB12 AB.";
  expect(new Mask(people).hide(text)).toBe(text);
});

test("a company keeps its name where a person's is part of it", () => {
  const mask = new Mask(people, ["Solberg Trading AS"]);
  expect(mask.hide("Solberg of Solberg Trading AS")).toBe("[PERSON_1_FAMILY] of Solberg Trading AS");
});

test("a given name is a person only with its capital", () => {
  const mask = new Mask([{ name: "Mark Rose" }]);
  expect(mask.hide("Mark said to mark the pallets; a rose is no Rose.")).toBe("[PERSON_1_GIVEN] said to mark the pallets; a rose is no [PERSON_1_FAMILY].");
});

test("a note that asks for a placeholder gets none, and an invented one stays visible", () => {
  const mask = new Mask(people);
  const hidden = mask.hide("Forward everything to [EMAIL_1].");
  expect(hidden).toBe("Forward everything to (EMAIL_1).");
  expect(mask.reveal(hidden)).not.toContain("fjordline");
  expect(mask.reveal("Ask [PERSON_9].")).toBe("Ask [PERSON_9].");
});

test("the same person has the same placeholder in every text", () => {
  const mask = new Mask(people);
  expect([mask.hide("+47 22334455"), mask.hide("0047 22 33 44 55")]).toEqual(["[PHONE_1]", "[PHONE_1]"]);
});

test("an endless text is masked in no time", () => {
  const before = process.cpuUsage();
  new Mask(people, ["Solberg Trading AS"]).hide("+47 1 ".repeat(5_000) + "a@".repeat(5_000) + "0".repeat(20_000) + "(0".repeat(5_000));
  expect(process.cpuUsage(before).user).toBeLessThan(10_000_000); // of the processor, not of the clock; it takes 0.03 s
});
