import { ArgsType, Field, InputType } from "type-graphql";
import { BillingStatus, FulfilmentStatus, OrderStatus } from "../../entities/enums.js";
import { Order } from "../../entities/Order.js";
import { Day } from "../../entities/scalars.js";
import { pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";

@InputType({ description: "Which orders; conditions add up." })
export class OrderFilter {
  @Field(() => String, { nullable: true, description: "Part of the order number, purchase order number or distributor's name." })
  @Where(["number", "poNumber", "distributor.legalName"], "search")
  search?: string;

  @Field(() => [OrderStatus], { nullable: true })
  @Where("status", "in")
  status?: OrderStatus[];

  @Field(() => [FulfilmentStatus], { nullable: true })
  @Where("fulfilmentStatus", "in")
  fulfilmentStatus?: FulfilmentStatus[];

  @Field(() => [BillingStatus], { nullable: true })
  @Where("billingStatus", "in")
  billingStatus?: BillingStatus[];

  @Field(() => Boolean, { nullable: true, description: "Whether a hold is open." })
  @Where("blocked")
  blocked?: boolean;

  @Field(() => [String], { nullable: true, description: "Numbers of distributors." })
  @Where("distributor.number", "in")
  distributor?: string[];

  @Field(() => Day, { nullable: true, description: "Promised on this day or later." })
  @Where("promisedOn", "gte")
  promisedFrom?: string;

  @Field(() => Day, { nullable: true, description: "Promised on this day or earlier." })
  @Where("promisedOn", "lte")
  promisedUntil?: string;
}

export enum OrderSortField { NUMBER = "number", ORDERED_ON = "orderedOn", PROMISED_ON = "promisedOn", VALUE = "valueMinor", STATUS = "status", DISTRIBUTOR = "distributor.legalName" }

@ArgsType()
export class OrdersArgs extends pageArgs(Order, OrderFilter, OrderSortField) {}
