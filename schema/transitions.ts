import { FieldResolver, Resolver, Root } from "type-graphql";
import { Distributor } from "../entities/Distributor.js";
import { Document } from "../entities/Document.js";
import { Draft } from "../entities/Draft.js";
import { ExceptionCase } from "../entities/ExceptionCase.js";
import { FollowUpTask } from "../entities/FollowUpTask.js";
import { Invoice } from "../entities/Invoice.js";
import { Order } from "../entities/Order.js";
import { OutboundMessage } from "../entities/OutboundMessage.js";
import { NeedsColumns } from "../entities/read.js";
import { Shipment } from "../entities/Shipment.js";
import { onboardingLifecycle } from "../server/records/distributor.lifecycle.js";
import { documentLifecycle } from "../server/records/document.lifecycle.js";
import { draftLifecycle } from "../server/records/draft.lifecycle.js";
import { exceptionLifecycle } from "../server/records/exceptionCase.lifecycle.js";
import { taskLifecycle } from "../server/records/followUpTask.lifecycle.js";
import { invoiceLifecycle } from "../server/records/invoice.lifecycle.js";
import { orderLifecycle } from "../server/records/order.lifecycle.js";
import { outboundLifecycle } from "../server/records/outboundMessage.lifecycle.js";
import { shipmentLifecycle } from "../server/records/shipment.lifecycle.js";
import type { Class } from "../server/read/connection.js";

/** `availableTransitions` of a noun, read off its lifecycle, so that no screen copies a rule. */
function transitionsOf(noun: Class, column: string, lifecycle: { from(state: never): string[] }) {
  @Resolver(() => noun)
  class TransitionsResolver {
    @FieldResolver(() => [String], { description: "What the lifecycle allows next; whether you may do it depends on your rights too." })
    @NeedsColumns(column)
    availableTransitions(@Root() record: Record<string, unknown>): string[] {
      const state = record[column];
      return state ? lifecycle.from(state as never) : [];
    }
  }
  return TransitionsResolver;
}

export const TRANSITIONS = [
  transitionsOf(Distributor, "onboardingState", onboardingLifecycle),
  transitionsOf(Order, "status", orderLifecycle),
  transitionsOf(Invoice, "status", invoiceLifecycle),
  transitionsOf(Shipment, "status", shipmentLifecycle),
  transitionsOf(Document, "state", documentLifecycle),
  transitionsOf(ExceptionCase, "state", exceptionLifecycle),
  transitionsOf(FollowUpTask, "status", taskLifecycle),
  transitionsOf(Draft, "state", draftLifecycle),
  transitionsOf(OutboundMessage, "status", outboundLifecycle),
];
