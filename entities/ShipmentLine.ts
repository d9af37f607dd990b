import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { OrderLine } from "./OrderLine.js";
import { Row } from "./Row.js";
import { Shipment } from "./Shipment.js";

@ObjectType({ description: "How much of one order line a shipment carries." })
@Entity("shipment_lines")
export class ShipmentLine extends Row {
  @Plain("uuid")
  shipmentId!: string;

  @Field(() => Shipment, { description: "The shipment that carries it." })
  @ManyToOne(() => Shipment)
  @JoinColumn({ name: "shipment_id" })
  shipment!: Relation<Shipment>;

  @Plain("uuid")
  orderLineId!: string;

  @Field(() => OrderLine, { description: "The order line it fulfils." })
  @ManyToOne(() => OrderLine)
  @JoinColumn({ name: "order_line_id" })
  orderLine!: Relation<OrderLine>;

  @Field(() => Int, { description: "Pieces that left." })
  @Plain("integer")
  shippedQuantity!: number;

  @Field(() => Int, { nullable: true, description: "Pieces that arrived; null until counted." })
  @Plain("integer", optional)
  deliveredQuantity!: number | null;
}
