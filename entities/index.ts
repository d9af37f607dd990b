import { AgentProfile } from "./AgentProfile.js";
import { AiOutput } from "./AiOutput.js";
import { ApiToken } from "./ApiToken.js";
import { Approval } from "./Approval.js";
import { AuditEntry } from "./AuditEntry.js";
import { AuditPayload } from "./AuditPayload.js";
import { AuditPosition } from "./AuditPosition.js";
import { BusinessCalendar } from "./BusinessCalendar.js";
import { BusinessInterval } from "./BusinessInterval.js";
import { Channel } from "./Channel.js";
import { ChannelRoute } from "./ChannelRoute.js";
import { Contact } from "./Contact.js";
import { DeliveryEvent } from "./DeliveryEvent.js";
import { DetectionRun } from "./DetectionRun.js";
import { Distributor } from "./Distributor.js";
import { Document } from "./Document.js";
import { Draft } from "./Draft.js";
import { DraftRevision } from "./DraftRevision.js";
import { ExceptionCase } from "./ExceptionCase.js";
import { ExternalIdentity } from "./ExternalIdentity.js";
import { ExternalRef } from "./ExternalRef.js";
import { FollowUpTask } from "./FollowUpTask.js";
import { FollowUpTaskChannel } from "./FollowUpTaskChannel.js";
import { FxRate } from "./FxRate.js";
import { IdempotencyKey } from "./IdempotencyKey.js";
import { ImportIssue } from "./ImportIssue.js";
import { ImportRefusedPart } from "./ImportRefusedPart.js";
import { ImportRun } from "./ImportRun.js";
import { InboundEvent } from "./InboundEvent.js";
import { InboundMessage } from "./InboundMessage.js";
import { Invoice } from "./Invoice.js";
import { InvoiceDispute } from "./InvoiceDispute.js";
import { KnownDevice } from "./KnownDevice.js";
import { Order } from "./Order.js";
import { OrderHold } from "./OrderHold.js";
import { OrderLine } from "./OrderLine.js";
import { OutboundMessage } from "./OutboundMessage.js";
import { Payment } from "./Payment.js";
import { PaymentPromise } from "./PaymentPromise.js";
import { RuleSetting } from "./RuleSetting.js";
import { Session } from "./Session.js";
import { Shipment } from "./Shipment.js";
import { ShipmentEvent } from "./ShipmentEvent.js";
import { ShipmentLine } from "./ShipmentLine.js";
import { SignInFailure } from "./SignInFailure.js";
import { SlaPolicy } from "./SlaPolicy.js";
import { TaskAuthor } from "./TaskAuthor.js";
import { Team } from "./Team.js";
import { User } from "./User.js";

/** Every entity, as the database is told of them. */
export const ENTITIES = [
  AgentProfile,
  AiOutput,
  ApiToken,
  Approval,
  AuditEntry,
  AuditPayload,
  AuditPosition,
  BusinessCalendar,
  BusinessInterval,
  Channel,
  ChannelRoute,
  Contact,
  DeliveryEvent,
  DetectionRun,
  Distributor,
  Document,
  Draft,
  DraftRevision,
  ExceptionCase,
  ExternalIdentity,
  ExternalRef,
  FollowUpTask,
  FollowUpTaskChannel,
  FxRate,
  IdempotencyKey,
  ImportIssue,
  ImportRefusedPart,
  ImportRun,
  InboundEvent,
  InboundMessage,
  Invoice,
  InvoiceDispute,
  KnownDevice,
  Order,
  OrderHold,
  OrderLine,
  OutboundMessage,
  Payment,
  PaymentPromise,
  RuleSetting,
  Session,
  Shipment,
  ShipmentEvent,
  ShipmentLine,
  SignInFailure,
  SlaPolicy,
  TaskAuthor,
  Team,
  User,
];
