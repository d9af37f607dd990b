import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { BusinessCalendar } from "./BusinessCalendar.js";
import { Plain } from "./columns.js";

/** One stretch of business time with what passed before it, so that SQL and TypeScript count from the same rows. */
@Entity("business_intervals")
export class BusinessInterval {
  @PrimaryColumn("uuid")
  calendarId!: string;

  @ManyToOne(() => BusinessCalendar)
  @JoinColumn({ name: "calendar_id" })
  calendar!: Relation<BusinessCalendar>;

  @PrimaryColumn("timestamptz")
  startsAt!: Date;

  @Plain("timestamptz")
  endsAt!: Date;

  /** Local day it belongs to. */
  @Plain("date")
  day!: string;

  /** Business seconds of the calendar before it starts. */
  @Plain("bigint")
  secondsBefore!: number;
}
