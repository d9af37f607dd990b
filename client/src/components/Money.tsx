/** The part of the API's Money that is shown. */
export interface MoneyValue { amountMinor: number; currency: string; decimal: string }

/** By locale, with its currency, exact. */
export function moneyText({ decimal, currency }: MoneyValue, whole = false): string {
  // the server knows how many decimals a currency has; browsers' own tables differ from ISO 4217
  const digits = whole ? 0 : (decimal.split(".")[1]?.length ?? 0);
  const format = new Intl.NumberFormat(undefined, { style: "currency", currency, currencyDisplay: "code", minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(decimal as unknown as number); // a decimal string formats exactly, a float would not
}

/** Lists round to whole units and keep the cents for the hover. */
export const Money = ({ value, whole = false }: { value: MoneyValue | null | undefined; whole?: boolean }) =>
  value ? <span title={whole ? moneyText(value) : undefined}>{moneyText(value, whole)}</span> : <span className="muted">–</span>;
