import { wordDiff } from "./wordDiff";

test("keeps what both share and names what came and went", () => {
  expect(wordDiff("pay EUR 100 soon", "pay EUR 200 soon please")).toEqual([
    { text: "pay EUR " }, { text: "100", change: "removed" }, { text: "200", change: "added" }, { text: " soon" }, { text: " please", change: "added" },
  ]);
});

test("a rewrite stands whole beside what it replaces", () => {
  expect(wordDiff("please pay the invoice by Friday", "they say it was paid")).toEqual([
    { text: "please pay the invoice by Friday", change: "removed" }, { text: "they say it was paid", change: "added" },
  ]);
});

test("equal texts have no change", () => expect(wordDiff("as it was", "as it was")).toEqual([{ text: "as it was" }]));
