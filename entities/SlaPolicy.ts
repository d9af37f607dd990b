import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { BusinessCalendar } from "./BusinessCalendar.js";
import { optional, Plain } from "./columns.js";
import { Row } from "./Row.js";

@ObjectType({ description: "How fast exceptions of a type and severity are answered and resolved, in business time; the most specific policy applies." })
@Entity("sla_policies")
export class SlaPolicy extends Row {
  @Field({ description: "Short code; unique." })
  @Plain("text")
  code!: string;

  @Field(() => String, { nullable: true, description: "Type of exception it is for; null means any." })
  @Plain("text", optional)
  exceptionType!: string | null;

  @Field(() => Int, { nullable: true, description: "Severity it is for, 1 to 4; null means any." })
  @Plain("integer", optional)
  severity!: number | null;

  @Field(() => Int, { description: "Business minutes to the first response." })
  @Plain("integer")
  responseMinutes!: number;

  @Field(() => Int, { description: "Business minutes to the resolution." })
  @Plain("integer")
  resolutionMinutes!: number;

  @Field(() => Int, { description: "Percent of the resolution time after which a task is at risk." })
  @Plain("integer", { default: 80 })
  atRiskPercent!: number;

  @Plain("uuid")
  calendarId!: string;

  @Field(() => BusinessCalendar, { description: "The calendar whose business time is counted." })
  @ManyToOne(() => BusinessCalendar)
  @JoinColumn({ name: "calendar_id" })
  calendar!: Relation<BusinessCalendar>;
}
