import { ArgsType, Field, InputType } from "type-graphql";
import { ShipmentStatus } from "../../entities/enums.js";
import { Shipment } from "../../entities/Shipment.js";
import { pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";

@InputType({ description: "Which shipments; conditions add up." })
export class ShipmentFilter {
  @Field(() => String, { nullable: true, description: "Part of the shipment, tracking or order number." })
  @Where(["number", "trackingNumber", "order.number"], "search")
  search?: string;

  @Field(() => [ShipmentStatus], { nullable: true })
  @Where("status", "in")
  status?: ShipmentStatus[];

  @Field(() => [String], { nullable: true })
  @Where("carrier", "in")
  carrier?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of distributors." })
  @Where("distributor.number", "in")
  distributor?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of orders." })
  @Where("order.number", "in")
  order?: string[];
}

export enum ShipmentSortField { NUMBER = "number", PROMISED_ON = "promisedOn", ESTIMATED_AT = "estimatedAt", LAST_EVENT_AT = "lastEventAt", STATUS = "status" }

@ArgsType()
export class ShipmentsArgs extends pageArgs(Shipment, ShipmentFilter, ShipmentSortField) {}
