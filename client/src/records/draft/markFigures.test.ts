import { markFigures } from "./markFigures";

const facts = [
  { record: "INV-2026-0731", label: "Outstanding", value: "EUR 31,940.00" },
  { record: "INV-2026-0731", label: "Days overdue", value: "34" },
  { record: "INV-2026-0731", label: "Due", value: "2026-10-20" },
];
const marked = (body: string, ungrounded: string[] = []) => markFigures(body, facts, ungrounded).filter(({ fact, doubtful }) => fact !== undefined || doubtful);

test("every way to write an amount lights its fact", () => {
  for (const amount of ["EUR 31,940.00", "€31,940", "€ 31,940.00", "31,940.00 EUR", "EUR 31940"]) {
    expect(marked(`They owe ${amount} now.`)).toEqual([{ text: amount, fact: 0 }]);
  }
});

test("a count lights with its unit, and never inside a longer number", () => {
  expect(marked("34 days late, 134 days of terms, 34.5 % off")).toEqual([{ text: "34 days", fact: 1 }]);
});

test("days light as written in words", () => {
  expect(marked("due on 20 October 2026").map(({ text }) => text)).toEqual(["20 October 2026"]);
});

test("what the server calls ungrounded is marked first, even where a fact would match", () => {
  expect(marked("Paid EUR 31,940.00 by 5 May.", ["EUR 31,940.00", "5 May"])).toEqual([{ text: "EUR 31,940.00", doubtful: true }, { text: "5 May", doubtful: true }]);
});

test("the pieces put together are the text, unchanged", () => {
  const body = "INV-2026-0731: € 31,940, 34 days.\n\nEnd";
  expect(markFigures(body, facts, ["End"]).map(({ text }) => text).join("")).toBe(body);
});

test("of two facts with one value, the one named before it lights", () => {
  const twins = [{ record: "ORD-1", label: "Order value", value: "PLN 100.00" }, { record: "DIST-1", label: "Not billed yet", value: "PLN 100.00" }];
  const pieces = markFigures("Order value: PLN 100.00 · Not billed yet: PLN 100.00", twins, []);
  expect(pieces.flatMap(({ fact }) => fact ?? [])).toEqual([0, 1]);
});
