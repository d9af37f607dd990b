import { GraphQLSafeInt } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";

// ISO 4217 minor units other than two; ICU's own table deviates from ISO, so it can't be asked.
export const EXPONENTS: Record<string, number> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
  CLF: 4, UYW: 4,
};

/** The most minor units that every JSON number of every client holds exactly; the database refuses more at every door. */
export const MOST_MINOR = Number.MAX_SAFE_INTEGER;

/** SQL that is true of an amount within that bound; one that came before the bound was kept reads as none. */
export const isExact = (minor: string) => `${minor} BETWEEN -${MOST_MINOR} AND ${MOST_MINOR}`;

/** SQL of how many minor units make one unit of the currency. */
export const minorPerUnit = (currency: string) => `CASE ${currency} ${Object.entries(EXPONENTS).map(([code, digits]) => `WHEN '${code}' THEN ${10 ** digits}`).join(" ")} ELSE 100 END`;

/** How many decimals the currency's minor unit stands for. */
export const exponentOf = (currency: string) => EXPONENTS[currency] ?? 2;

/** The amount in major units as exact text: `1234.50`, `-0.05`, `1500` for a currency without decimals. */
export function decimalOf(amountMinor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = exponent ? `.${digits.slice(-exponent)}` : "";
  return `${amountMinor < 0 ? "-" : ""}${whole}${fraction}`;
}

@ObjectType({ description: "An exact amount of money." })
export class Money {
  @Field(() => GraphQLSafeInt, { description: "The amount in the currency's smallest unit, for example cents." })
  amountMinor!: number;

  @Field({ description: "ISO 4217 code." })
  currency!: string;

  @Field(() => String, { description: "The amount in major units as exact text, for showing." })
  decimal(): string {
    return decimalOf(this.amountMinor, this.currency);
  }
}
