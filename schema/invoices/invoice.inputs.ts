import { GraphQLSafeInt } from "graphql-scalars";
import { ArgsType, Field, InputType } from "type-graphql";
import { InvoiceStatus } from "../../entities/enums.js";
import { Invoice } from "../../entities/Invoice.js";
import { pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";

@InputType({ description: "Which invoices; conditions add up." })
export class InvoiceFilter {
  @Field(() => String, { nullable: true, description: "Part of the invoice number or distributor's name." })
  @Where(["number", "distributor.legalName"], "search")
  search?: string;

  @Field(() => [GraphQLSafeInt], { nullable: true, description: "Totals or outstanding amounts in minor units, for example 1413160 for EUR 14,131.60." })
  @Where(["amountMinor", "outstandingMinor"], "in")
  amountMinor?: number[];

  @Field(() => [InvoiceStatus], { nullable: true })
  @Where("status", "in")
  status?: InvoiceStatus[];

  @Field(() => Boolean, { nullable: true, description: "Whether money is outstanding past the due day." })
  @Where("overdue")
  overdue?: boolean;

  @Field(() => [String], { nullable: true, description: "Numbers of distributors." })
  @Where("distributor.number", "in")
  distributor?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of orders." })
  @Where("order.number", "in")
  order?: string[];
}

export enum InvoiceSortField { NUMBER = "number", ISSUED_ON = "issuedOn", DUE_ON = "dueOn", AMOUNT = "amountMinor", OUTSTANDING = "outstandingMinor", DAYS_OVERDUE = "daysOverdue" }

@ArgsType()
export class InvoicesArgs extends pageArgs(Invoice, InvoiceFilter, InvoiceSortField) {}
