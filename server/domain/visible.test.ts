import { visible, visibleLine } from "./visible.js";

test.each([
  ["a right-to-left override", "Pay \u202Eegrahc on\u202C by Friday", "Pay egrahc on by Friday"],
  ["isolates and marks", "\u2066EUR\u2069 \u200E5\u200F", "EUR 5"],
  ["zero-width characters", "INV\u200B-2026\uFEFF-0\u20601\u00AD2", "INV-2026-012"],
  ["controls", "a\u0000b\u0007c\u001B[31md\u007F", "abc[31md"],
  ["letters that look like nothing", "a\u3164b\u2800c\u115Fd\uFFA0e\u034Ff", "abcdef"],
  ["tags and private characters", "a\u{E0041}b\uE000c", "abc"],
  ["half characters", "a\uD800b", "ab"],
  ["other line breaks", "a\r\nb\rc\u2028d\u2029e\u0085f", "a\nb\nc\nd\ne\nf"],
  ["white space around", " \n\t a\tb \u00A0\n", "a\tb"],
  ["a decomposed name", "Bjo\u0308rk", "Björk"],
])("%s", (_, text, right) => expect(visible(text)).toBe(right));

test.each(["½ pallet № 5 … ² ﬁ", "1 · 2 — “x” 🚚", "👩‍💻 👨‍👩‍👧 ❤️‍🔥 🇳🇱 👍🏽", "می‌خواهم", "क्‍ष", "שלום عالم", "日本語　テスト"])("%s stays as it is written", (text) => expect(visible(text)).toBe(text));

test("a text of hidden characters alone is empty", () => expect(visible("\u200B\u200B \u3164\u00A0\u2800\n")).toBe(""));

test("a joiner between plain letters is hidden, and what is visible stays so", () => {
  expect(visible("pay\u200Dpal \u200D🚚")).toBe("paypal 🚚");
  const once = visible("a\u200D\u200D👩‍💻\r\u0301b");
  expect(visible(once)).toBe(once);
});

test("a subject is one line", () => expect(visibleLine(" Overdue:\r\n\tINV-1  \u202E")).toBe("Overdue: INV-1"));
