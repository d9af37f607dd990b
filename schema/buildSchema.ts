import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync, type NonEmptyArray } from "type-graphql";
import { DateTime } from "../entities/scalars.js";
import { addRelationArguments } from "../server/read/schema.js";
import { archiveResolvers } from "./archive.js";
import { ApprovalResolver } from "./approvals/approval.resolver.js";
import { AuditEntryResolver } from "./auditEntries/auditEntry.resolver.js";
import { WorkingTimeResolver } from "./calendar/workingTime.resolver.js";
import { DetectionResolver } from "./detection/detection.resolver.js";
import { DistributorResolver } from "./distributors/distributor.resolver.js";
import { DocumentResolver } from "./documents/document.resolver.js";
import { DraftMutations, DraftResolver } from "./drafts/draft.resolver.js";
import { DraftRevisionResolver } from "./drafts/draftRevision.resolver.js";
import { ExchangeRateResolver } from "./exchangeRates/exchangeRate.resolver.js";
import { AssignmentMutations, ExceptionMutations, ExceptionResolver } from "./exceptions/exception.resolver.js";
import { failAlone } from "./failAlone.js";
import { FollowUpTaskMutations, FollowUpTaskResolver } from "./followUpTasks/followUpTask.resolver.js";
import { ImportResolver } from "./imports/import.resolver.js";
import { InboundEventResolver } from "./inboundEvents/inboundEvent.resolver.js";
import { InvoiceResolver } from "./invoices/invoice.resolver.js";
import { ApprovalEventResolver, ExceptionEventResolver, TaskEventResolver, TimelineEventResolver } from "./live/live.resolver.js";
import { OrderResolver } from "./orders/order.resolver.js";
import { OutboundMessageMutations, OutboundMessageResolver } from "./outboundMessages/outboundMessage.resolver.js";
import { PARTS } from "./parts/parts.js";
import { DirectoryResolver } from "./people/directory.resolver.js";
import { SessionResolver } from "./people/session.resolver.js";
import { ShipmentResolver } from "./shipments/shipment.resolver.js";
import { viewerMayResolvers } from "./verbs.js";
import { requireSignIn } from "./signedIn.js";
import { transitionResolvers } from "./transitions.js";

const RESOLVERS = [
  SessionResolver,
  DirectoryResolver,
  DistributorResolver,
  OrderResolver,
  InvoiceResolver,
  ShipmentResolver,
  DocumentResolver,
  ExceptionResolver,
  FollowUpTaskResolver,
  DraftResolver,
  DraftRevisionResolver,
  ApprovalResolver,
  OutboundMessageResolver,
  InboundEventResolver,
  AuditEntryResolver,
  ImportResolver,
  DetectionResolver,
  ExchangeRateResolver,
  WorkingTimeResolver,
  ExceptionEventResolver,
  ApprovalEventResolver,
  TaskEventResolver,
  TimelineEventResolver,
  ...PARTS,
  ...transitionResolvers(),
  ExceptionMutations,
  AssignmentMutations,
  FollowUpTaskMutations,
  DraftMutations,
  OutboundMessageMutations,
  ...archiveResolvers(),
  ...viewerMayResolvers(),
] as unknown as NonEmptyArray<Function>;

/** The whole GraphQL schema: what is served, and printed to schema.graphql. */
export const buildTowerSchema = (): GraphQLSchema => failAlone(buildErrorFreeSchema());

/** The same as it shows in an answer without errors: what the dashboard is typed with, since it takes no other. */
export const buildErrorFreeSchema = (): GraphQLSchema =>
  requireSignIn(addRelationArguments(
    buildSchemaSync({
      resolvers: RESOLVERS,
      // our events come from the relay, not from a bus; TypeGraphQL asks for one all the same
      pubSub: { publish: () => undefined, subscribe: () => { throw new Error("events come from the relay"); } },
      scalarsMap: [{ type: Date, scalar: DateTime }],
      validate: false,
      skipCheck: true, // it would answer a whole introspection; Apollo validates the schema it serves, the generator the one it prints
    }),
  ));
