import { emphasised } from "./emphasis";

test("bold runs across pieces, and its stars are gone", () => {
  expect(emphasised([{ text: "*" }, { text: "ORD-1", fact: 0 }, { text: " held* now" }])).toEqual([
    { text: "ORD-1", fact: 0, bold: true }, { text: " held", bold: true }, { text: " now" },
  ]);
});

test("a lone star stays", () => expect(emphasised([{ text: "2 * 3" }])).toEqual([{ text: "2 * 3" }]));
