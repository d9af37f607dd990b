import { Field, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { Plain } from "./columns.js";
import { Row } from "./Row.js";
import { Day } from "./scalars.js";

/** Opening hours by ISO weekday ("1" is Monday), each a list of local [from, to] times such as ["09:00", "12:30"]. */
export type WeeklyHours = Record<string, [from: string, to: string][]>;

@ObjectType({ description: "When people work: hours by weekday in a zone, less holidays." })
@Entity("business_calendars")
export class BusinessCalendar extends Row {
  @Field({ description: "Short code; unique." })
  @Plain("text")
  code!: string;

  @Field({ description: "Name people use." })
  @Plain("text")
  name!: string;

  @Field({ description: "Zone of its hours and days (IANA), for example Europe/Berlin." })
  @Plain("text")
  timeZone!: string;

  @Plain("jsonb")
  weekly!: WeeklyHours;

  @Field(() => [Day], { description: "Days nobody works (YYYY-MM-DD)." })
  @Plain("date", { array: true, default: [] })
  holidays!: string[];

  @Field({ description: "The organisation's own calendar; its zone says what day it is." })
  @Plain("boolean", { default: false })
  isDefault!: boolean;
}
