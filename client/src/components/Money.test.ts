import { expect, test } from "@jest/globals";
import { moneyText } from "./Money";

// a browser's own table would show RSD and IQD without decimals
test.each([
  ["1234.50", "RSD", "RSD 1,234.50"], ["12.345", "KWD", "KWD 12.345"], ["1.250", "IQD", "IQD 1.250"], ["1500", "JPY", "JPY 1,500"], ["1.2345", "CLF", "CLF 1.2345"],
  ["90071992547409.91", "EUR", "EUR 90,071,992,547,409.91"], ["9007199254740991", "JPY", "JPY 9,007,199,254,740,991"],
])("%s %s is shown as %s", (decimal, currency, shown) => {
  expect(moneyText({ amountMinor: 0, currency, decimal }).replaceAll("\u00a0", " ")).toBe(shown);
});
