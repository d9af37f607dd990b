import { ArgsType, Field, InputType } from "type-graphql";
import { Distributor } from "../../entities/Distributor.js";
import { OnboardingState, ScreeningState, Tier } from "../../entities/enums.js";
import { pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";

@InputType({ description: "Which distributors; conditions add up." })
export class DistributorFilter {
  @Field(() => String, { nullable: true, description: "Part of the number or legal name." })
  @Where(["number", "legalName"], "search")
  search?: string;

  @Field(() => [String], { nullable: true, description: "Countries (ISO 3166-1 alpha-2)." })
  @Where("country", "in")
  country?: string[];

  @Field(() => [String], { nullable: true })
  @Where("region", "in")
  region?: string[];

  @Field(() => [Tier], { nullable: true })
  @Where("tier", "in")
  tier?: Tier[];

  @Field(() => [OnboardingState], { nullable: true })
  @Where("onboardingState", "in")
  onboardingState?: OnboardingState[];

  @Field(() => [ScreeningState], { nullable: true })
  @Where("screeningState", "in")
  screeningState?: ScreeningState[];
}

export enum DistributorSortField { NUMBER = "number", LEGAL_NAME = "legalName", COUNTRY = "country", TIER = "tier", CREATED_AT = "createdAt" }

@ArgsType()
export class DistributorsArgs extends pageArgs(Distributor, DistributorFilter, DistributorSortField) {}
