import { Field, Int, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { optional, Plain } from "./columns.js";
import { Row } from "./Row.js";
import { Day } from "./scalars.js";

@ObjectType({ description: "One pass of the rules over the records, and what came of it." })
@Entity("detection_runs")
export class DetectionRun extends Row {
  @Field({ description: "What started it: import, change, schedule or a person." })
  @Plain("text")
  cause!: string;

  @Field(() => [String], { description: "Codes of the rules that ran." })
  @Plain("text", { array: true })
  ruleCodes!: string[];

  @Field(() => Int, { description: "Cases newly opened." })
  @Plain("integer", { default: 0 })
  opened!: number;

  @Field(() => Int, { description: "Cases whose figures changed." })
  @Plain("integer", { default: 0 })
  updated!: number;

  @Field(() => Int, { description: "Cases that came back." })
  @Plain("integer", { default: 0 })
  reopened!: number;

  @Field(() => Int, { description: "Cases whose cause is gone." })
  @Plain("integer", { default: 0 })
  cleared!: number;

  @Field(() => Int, { description: "Records a rule could not decide on, for want of an exchange rate for example." })
  @Plain("integer", { default: 0 })
  undecided!: number;

  @Field(() => Int, { description: "Causes older than their rule's horizon, or than the day that detection looks back to; they open no case." })
  @Plain("integer", { default: 0 })
  history!: number;

  @Field(() => Day, { nullable: true, description: "The day from which on causes open cases, where this run set it; it holds until another run or import sets one." })
  @Plain("date", optional)
  since!: string | null;

  @Field(() => [String], { description: "Currencies of money that rules look at, for which no usable exchange rate was known." })
  @Plain("text", { array: true, default: [] })
  missingRates!: string[];

  @Field(() => Int, { description: "Milliseconds it took." })
  @Plain("integer", { default: 0 })
  durationMs!: number;
}
