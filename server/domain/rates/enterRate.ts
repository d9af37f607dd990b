import type { Context } from "../../context.js";
import { authorizeNoun } from "../../policies/authorize.js";
import { BASE_CURRENCY } from "../detection/fx.js";
import { badInput } from "../errors.js";
import { impossibleRate, unlikelyRate } from "./plausibleRate.js";
import { writeRates } from "./writeRates.js";

export interface EnteredRate { day: string; currency: string; rate: string; source: string }

/** Adds or corrects the rate of one day: how much of the currency one unit of the base currency is worth. */
export const enterRate = (ctx: Context, { day, currency, rate, source }: EnteredRate): Promise<EnteredRate> =>
  ctx.transaction(async (tx) => {
    authorizeNoun(ctx.actor, "change", "FxRate", "enter exchange rates");
    if (!/^[A-Z]{3}$/.test(currency) || currency === BASE_CURRENCY) throw badInput("currency", `Give the three capital letters of a currency other than ${BASE_CURRENCY}, for example USD.`);
    if (!/^\d{1,10}(\.\d{1,8})?$/.test(rate) || !(Number(rate) > 0)) throw badInput("rate", "Give a number above zero with at most eight decimals, for example 1.0945.");
    if (day > tx.today) throw badInput("day", `${day} is still to come; a rate is that of a day that has been.`);
    if (!source.trim()) throw badInput("source", "Say who publishes the rate, for example European Central Bank.");
    const [doubt] = await tx.query<{ reason: string }>(
      `SELECT COALESCE(${impossibleRate("s")}, ${unlikelyRate("s")}) AS reason FROM (SELECT $1::date AS day, '${BASE_CURRENCY}'::text AS base, $2::text AS quote, $3::numeric AS rate) s`, [day, currency, rate]);
    if (doubt!.reason) throw badInput("rate", `The rate ${doubt!.reason}.`);
    await writeRates(tx, `SELECT $7::date AS day, '${BASE_CURRENCY}'::text AS base, $8::text AS quote, $9::numeric AS rate, $10::text AS source`, [day, currency, rate, source.trim()]);
    return { day, currency, rate, source: source.trim() };
  });
