import { ArgsType, Field, InputType } from "type-graphql";
import { Document } from "../../entities/Document.js";
import { DocumentKind, DocumentState } from "../../entities/enums.js";
import { pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";

@InputType({ description: "Which documents; conditions add up." })
export class DocumentFilter {
  @Field(() => String, { nullable: true, description: "Part of the number, title or distributor's name." })
  @Where(["number", "title", "distributor.legalName"], "search")
  search?: string;

  @Field(() => [DocumentKind], { nullable: true })
  @Where("kind", "in")
  kind?: DocumentKind[];

  @Field(() => [DocumentState], { nullable: true })
  @Where("stateToday", "in")
  state?: DocumentState[];

  @Field(() => Boolean, { nullable: true, description: "Whether an approved document runs out within 90 days." })
  @Where("expiring")
  expiring?: boolean;

  @Field(() => [String], { nullable: true, description: "Numbers of distributors." })
  @Where("distributor.number", "in")
  distributor?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of orders." })
  @Where("order.number", "in")
  order?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of shipments." })
  @Where("shipment.number", "in")
  shipment?: string[];
}

export enum DocumentSortField { NUMBER = "number", EXPIRES_ON = "expiresOn", ISSUED_ON = "issuedOn", STATE = "stateToday" }

@ArgsType()
export class DocumentsArgs extends pageArgs(Document, DocumentFilter, DocumentSortField) {}
