import { Field, Float, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToMany, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { Distributor } from "./Distributor.js";
import { Document } from "./Document.js";
import { ShipmentStatus, TransportMode } from "./enums.js";
import { ExceptionCase } from "./ExceptionCase.js";
import { Order } from "./Order.js";
import { Derived, Keeps } from "./read.js";
import { ArchivableRow } from "./Row.js";
import { Day } from "./scalars.js";
import { ShipmentEvent } from "./ShipmentEvent.js";
import { ShipmentLine } from "./ShipmentLine.js";

// A promised day is kept until its midnight in the organisation's zone, which its default calendar names.
const PROMISE_ENDS = (t: string) =>
  `((${t}.promised_on + 1)::timestamp AT TIME ZONE COALESCE((SELECT c.time_zone FROM business_calendars c WHERE c.is_default), 'UTC'))`;
const ARRIVAL = (t: string) => `COALESCE(${t}.delivered_at, GREATEST(${t}.estimated_at, :now))`;
const EXPECTED = (t: string) => `${t}.status NOT IN ('cancelled', 'lost', 'return_to_sender', 'returned')`;

@ObjectType({ description: "Goods of an order on their way, with the carrier's word kept apart from our status." })
@Entity("shipments")
export class Shipment extends ArchivableRow {
  @Field({ description: "Human number, for example SHP-2026-0311; unique and never reused." })
  @Plain("text")
  number!: string;

  @Plain("uuid")
  orderId!: string;

  @Field(() => Order, { description: "The order it fulfils." })
  @ManyToOne(() => Order)
  @JoinColumn({ name: "order_id" })
  @Keeps("distributor")
  order!: Relation<Order>;

  @Plain("uuid")
  distributorId!: string;

  @Field(() => Distributor, { description: "Who receives it." })
  @ManyToOne(() => Distributor)
  @JoinColumn({ name: "distributor_id" })
  distributor!: Relation<Distributor>;

  @Field(() => String, { nullable: true, description: "Who carries it." })
  @Plain("text", optional)
  carrier!: string | null;

  @Field(() => String, { nullable: true, description: "Tracking number; unique together with the carrier, not by itself." })
  @Plain("text", optional)
  trackingNumber!: string | null;

  @Field(() => ShipmentStatus, { description: "Unified status, derived from the events." })
  @Plain("text", { default: ShipmentStatus.PLANNED })
  status!: ShipmentStatus;

  @Field({ description: "Since when it stands in its status." })
  @Plain("timestamptz")
  statusChangedAt!: Date;

  @Field(() => String, { nullable: true, description: "The carrier's own code of the last event." })
  @Plain("text", optional)
  rawStatus!: string | null;

  @Field(() => String, { nullable: true, description: "What went wrong: carrier_*, consignee_*, customs_* or weather_*." })
  @Plain("text", optional)
  incidentReason!: string | null;

  @Field(() => TransportMode, { nullable: true, description: "Mode of the lane." })
  @Plain("text", optional)
  mode!: TransportMode | null;

  @Field(() => String, { nullable: true, description: "Country it leaves from (ISO 3166-1 alpha-2)." })
  @Plain("char", { length: 2, ...optional })
  originCountry!: string | null;

  @Field(() => String, { nullable: true, description: "Country it goes to (ISO 3166-1 alpha-2)." })
  @Plain("char", { length: 2, ...optional })
  destinationCountry!: string | null;

  @Field(() => Date, { nullable: true, description: "Start of the agreed pickup window." })
  @Plain("timestamptz", optional)
  pickupFrom!: Date | null;

  @Field(() => Date, { nullable: true, description: "End of the agreed pickup window." })
  @Plain("timestamptz", optional)
  pickupUntil!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the carrier took it." })
  @Plain("timestamptz", optional)
  pickedUpAt!: Date | null;

  @Field(() => Day, { nullable: true, description: "Day promised to the distributor (YYYY-MM-DD)." })
  @Plain("date", optional)
  promisedOn!: string | null;

  @Field(() => Date, { nullable: true, description: "The carrier's latest estimate of arrival; older ones stand in the events." })
  @Plain("timestamptz", optional)
  estimatedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it arrived." })
  @Plain("timestamptz", optional)
  deliveredAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the carrier last said anything." })
  @Plain("timestamptz", optional)
  lastEventAt!: Date | null;

  @Field(() => Day, { nullable: true, description: "Day the proof of delivery came in (YYYY-MM-DD)." })
  @Plain("date", optional)
  podReceivedOn!: string | null;

  @Field(() => Boolean, { nullable: true, description: "Whether duties are paid; null where none are due." })
  @Plain("boolean", optional)
  dutiesPaid!: boolean | null;

  @Field(() => Date, { nullable: true, description: "Start of the free time of the container or unit." })
  @Plain("timestamptz", optional)
  freeTimeFrom!: Date | null;

  @Field(() => Date, { nullable: true, description: "End of the free time; demurrage is charged after it." })
  @Plain("timestamptz", optional)
  freeTimeUntil!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the container or unit was given back, or the goods came back." })
  @Plain("timestamptz", optional)
  returnedAt!: Date | null;

  @Field(() => Boolean, { description: "Arrived, estimated, or still out after the end of the promised day." })
  @Derived((t) => `${EXPECTED(t)} AND ${ARRIVAL(t)} >= ${PROMISE_ENDS(t)}`)
  late?: boolean;

  @Field(() => Float, { nullable: true, description: "Hours past the end of the promised day, 0 when in time; null without a promise or an arrival to expect." })
  @Derived((t) => `CASE WHEN ${EXPECTED(t)} AND ${t}.promised_on IS NOT NULL
    THEN GREATEST(0, round(extract(epoch FROM ${ARRIVAL(t)} - ${PROMISE_ENDS(t)}) / 3600, 1))::float8 END`)
  lateHours?: number | null;

  @Field(() => [ShipmentLine]) @OneToMany(() => ShipmentLine, (line) => line.shipment)
  lines?: Relation<ShipmentLine[]>;

  @Field(() => [ShipmentEvent]) @OneToMany(() => ShipmentEvent, (event) => event.shipment)
  events?: Relation<ShipmentEvent[]>;

  @Field(() => [Document]) @OneToMany(() => Document, (document) => document.shipment)
  documents?: Relation<Document[]>;

  @Field(() => [ExceptionCase]) @OneToMany(() => ExceptionCase, (exception) => exception.shipment)
  exceptions?: Relation<ExceptionCase[]>;
}
