import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Day } from "../../entities/scalars.js";
import type { Context } from "../../server/context.js";
import { enterRate } from "../../server/domain/rates/enterRate.js";
import { knownRates } from "../../server/domain/rates/knownRates.js";
import { Refusal, refusalFrom } from "../refusal.js";

@ObjectType({ description: "What one unit of the base currency was worth on a day." })
class ExchangeRate {
  @Field(() => Day) day!: string;
  @Field({ description: "The other currency, ISO 4217." }) currency!: string;
  @Field({ description: "How much of it one unit of the base currency is worth, as a decimal." }) rate!: string;
  @Field(() => String, { nullable: true, description: "Who publishes it." }) source?: string | null;
}

@ObjectType({ description: "A currency of open orders, unpaid invoices or credit limits without a rate of the last 31 days: rules that need one can't decide." })
class MissingExchangeRate {
  @Field() currency!: string;
  @Field(() => Int, { description: "How many such records are in it." }) records!: number;
  @Field(() => Day, { nullable: true, description: "Day of its newest rate, which is too old; null where none was ever known." }) lastDay?: string | null;
}

@ObjectType({ description: "The exchange rates that rules count with." })
class ExchangeRates {
  @Field({ description: "The currency that thresholds and scores are in, and that rates are given against." }) base!: string;
  @Field({ description: "Whether you may enter rates and bring in files of them." }) viewerMayEnter!: boolean;
  @Field(() => [MissingExchangeRate], { description: "What rules need and have not, most records first." }) missing!: MissingExchangeRate[];
  @Field(() => [ExchangeRate], { description: "The newest rate of each currency." }) latest!: ExchangeRate[];
}

@InputType()
export class ExchangeRateEnterInput {
  @Field(() => Day, { description: "The day it was published for; not ahead." }) day!: string;
  @Field({ description: "The currency, ISO 4217, other than the base." }) currency!: string;
  @Field({ description: "How much of it one unit of the base currency is worth, a decimal such as 1.0945." }) rate!: string;
  @Field({ description: "Who publishes it." }) source!: string;
}

@ObjectType()
class ExchangeRateEnterPayload {
  @Field(() => Refusal, { nullable: true }) refusal?: Refusal | null;
  @Field(() => ExchangeRate, { nullable: true, description: "The rate as it is kept." }) rate?: ExchangeRate | null;
}

@Resolver()
export class ExchangeRateResolver {
  @Query(() => ExchangeRates, { description: "The newest exchange rates, and which ones are missing." })
  exchangeRates(@Ctx() ctx: Context): Promise<ExchangeRates> {
    return knownRates(ctx);
  }

  @Mutation(() => ExchangeRateEnterPayload, { description: "Adds or corrects the exchange rate of one day; the same rate again changes nothing. Detection follows." })
  exchangeRateEnter(@Arg("input", () => ExchangeRateEnterInput) input: ExchangeRateEnterInput, @Ctx() ctx: Context): Promise<ExchangeRateEnterPayload> {
    return enterRate(ctx, input).then((rate) => ({ rate }), (error) => ({ refusal: refusalFrom(error) }));
  }
}
