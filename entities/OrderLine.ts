import { Field, Float, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToMany, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { isExact, Money } from "./Money.js";
import { Order } from "./Order.js";
import { DefaultOrder, Derived } from "./read.js";
import { Row } from "./Row.js";
import { ShipmentLine } from "./ShipmentLine.js";

const price = { precision: 18, scale: 6 };

/** Unit cost and margin are null for roles that may not read margin. */
@ObjectType({ description: "One article of an order. Unit prices are exact decimals in the order's currency." })
@Entity("order_lines")
@DefaultOrder("lineNumber")
export class OrderLine extends Row {
  @Plain("uuid")
  orderId!: string;

  @Field(() => Order, { description: "The order it stands in." })
  @ManyToOne(() => Order)
  @JoinColumn({ name: "order_id" })
  order!: Relation<Order>;

  @Field({ description: "Line number, as the order names it; unique within the order." })
  @Plain("text")
  lineNumber!: string;

  @Field({ description: "Article number." })
  @Plain("text")
  sku!: string;

  @Field(() => String, { nullable: true, description: "What the article is." })
  @Plain("text", optional)
  description!: string | null;

  @Field(() => Int, { description: "Pieces ordered." })
  @Plain("integer")
  quantity!: number;

  @Field(() => Int, { nullable: true, description: "Pieces on the buyer's purchase order, when known." })
  @Plain("integer", optional)
  poQuantity!: number | null;

  @Field(() => Int, { nullable: true, description: "Pieces in stock for it, when known." })
  @Plain("integer", optional)
  availableQuantity!: number | null;

  @Field(() => Int, { description: "Pieces shipped so far." })
  @Plain("integer", { default: 0 })
  shippedQuantity!: number;

  @Field(() => Int, { description: "Pieces delivered so far." })
  @Plain("integer", { default: 0 })
  deliveredQuantity!: number;

  @Field(() => String, { description: "Price a piece as ordered." })
  @Plain("numeric", price)
  unitPrice!: string;

  @Field(() => String, { nullable: true, description: "Price a piece in the price list." })
  @Plain("numeric", { ...price, ...optional })
  listPrice!: string | null;

  @Field(() => String, { nullable: true, description: "What a piece costs us." })
  @Plain("numeric", { ...price, ...optional })
  unitCost!: string | null;

  @Field(() => Float, { nullable: true, description: "Price less cost, in percent of the price." })
  @Derived((t) => `round(100 * (${t}.unit_price - ${t}.unit_cost) / NULLIF(${t}.unit_price, 0), 1)::float8`)
  marginPercent?: number | null;

  @Plain("bigint")
  valueMinor!: number;

  @Field(() => Money, { nullable: true, description: "Value of the line; null for an amount of old that is too large to be told exactly." })
  @Derived((t) => `(SELECT jsonb_build_object('amountMinor', ${t}.value_minor, 'currency', o.currency) FROM orders o WHERE o.id = ${t}.order_id AND ${isExact(`${t}.value_minor`)})`)
  value?: Money | null;

  @Field(() => [ShipmentLine]) @OneToMany(() => ShipmentLine, (line) => line.orderLine)
  shipmentLines?: Relation<ShipmentLine[]>;
}
