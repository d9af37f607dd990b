import { decimalOf } from "./Money.js";

test.each([
  [123450, "EUR", "1234.50"], [5, "USD", "0.05"], [-5, "USD", "-0.05"], [0, "GBP", "0.00"],
  [1500, "JPY", "1500"], [-7, "KRW", "-7"], [1, "KWD", "0.001"], [12345678, "CLF", "1234.5678"], [Number.MAX_SAFE_INTEGER, "EUR", "90071992547409.91"],
])("%d minor units of %s read %s", (amountMinor, currency, decimal) => {
  expect(decimalOf(amountMinor, currency)).toBe(decimal);
});
