import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { ShipmentStatus } from "./enums.js";
import { DefaultOrder } from "./read.js";
import { Identified } from "./Row.js";
import { Shipment } from "./Shipment.js";

@ObjectType({ description: "Something a carrier or a person reported; events come late and out of order, so all are kept." })
@Entity("shipment_events")
@DefaultOrder("occurredAt", "DESC")
export class ShipmentEvent extends Identified {
  @Plain("uuid")
  shipmentId!: string;

  @Field(() => Shipment, { description: "The shipment it tells of." })
  @ManyToOne(() => Shipment)
  @JoinColumn({ name: "shipment_id" })
  shipment!: Relation<Shipment>;

  @Field(() => ShipmentStatus, { description: "What it means in our words." })
  @Plain("text")
  status!: ShipmentStatus;

  @Field(() => String, { nullable: true, description: "The carrier's own code." })
  @Plain("text", optional)
  rawStatus!: string | null;

  @Field(() => String, { nullable: true, description: "What went wrong, when something did." })
  @Plain("text", optional)
  incidentReason!: string | null;

  @Field(() => String, { nullable: true, description: "Where it happened." })
  @Plain("text", optional)
  location!: string | null;

  @Field(() => String, { nullable: true, description: "The carrier's words." })
  @Plain("text", optional)
  description!: string | null;

  @Field(() => Date, { nullable: true, description: "Estimate of arrival given with it." })
  @Plain("timestamptz", optional)
  estimatedAt!: Date | null;

  @Field({ description: "Who reported it: a carrier feed, an import, or a person." })
  @Plain("text")
  source!: string;

  @Plain("text", optional)
  sourceEventId!: string | null;

  @Field({ description: "When it happened." })
  @Plain("timestamptz")
  occurredAt!: Date;

  @Field({ description: "When we learned of it." })
  @Plain("timestamptz")
  recordedAt!: Date;
}
