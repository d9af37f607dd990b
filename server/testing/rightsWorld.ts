import { day, hour } from "./builders.js";
import type { Story } from "./story.js";

/**
 * One record of every noun that hangs on a distributor of the region, come in by file and through the whole loop, and
 * entries of the audit about them: ids, by the names that rights tables use.
 */
export async function rightsWorld(story: Story, region: string): Promise<Record<string, string>> {
  const { given, actor } = story.tower;
  const n = region.slice(0, 2);
  const first = async (sql: string, ...parameters: unknown[]) => (await story.rows(sql, parameters))[0]!.id as string;
  const bring = (kind: string, content: string) => story.done("admin", "recordsImport", { kind, fileName: "records.csv", content, preview: false });
  const kycFile = (name: string) => bring("DOCUMENTS", `number,kind,title,distributor,state,file_reference\nK-${n},kyc,Register,D-${n},uploaded,files/${name}\n`);
  const detect = () => story.done("admin", "detectionRun", { rules: ["INVOICE_OVERDUE", "MARGIN_BELOW_FLOOR"] });

  await bring("DISTRIBUTORS", `number,legal_name,country,region,credit_limit,contact_name,contact_email,contact_phone\nD-${n},Sund AS,NO,${region},5000,Ines Moe,ines@${n}.example,+4712345678\n`);
  await bring("ORDERS", `number,distributor,currency,ordered_on,line_number,sku,quantity,unit_price,unit_cost\nO-${n},D-${n},EUR,2026-11-02,1,VALVE,10,100,60\n`);
  await bring("INVOICES", `number,distributor,order,currency,amount,issued_on,due_on\nI-${n},D-${n},O-${n},EUR,1000,2026-10-01,2026-10-31\n`);
  await bring("INVOICES", `number,distributor,currency,amount,issued_on,due_on\nI2-${n},D-${n},EUR,1.2.3,2026-10-01,2026-10-31\n`);
  await kycFile("kyc");
  await kycFile("kyc-renewed");
  const idOf = (table: string, number: string) => first(`SELECT id FROM ${table} WHERE number = $1`, `${number}-${n}`);
  const [distributorId, orderId, invoiceId, kyc] = await Promise.all([idOf("distributors", "D"), idOf("orders", "O"), idOf("invoices", "I"), idOf("documents", "K")]);
  const distributor = { table: "distributors", id: distributorId!, number: `D-${n}`, distributorId: distributorId! };
  const invoice = { table: "invoices", id: invoiceId!, number: `I-${n}`, outstandingMinor: 100_000, distributorId: distributorId!, currency: "EUR" };
  const [payment, dispute, promise] = await Promise.all([given.payment(invoice), given.dispute(invoice), given.promise(invoice)]);
  const meagre = await given.order({ distributor, lines: [{ unitPrice: 100, unitCost: 95 }] });
  const late = await given.invoice({ distributor, dueOn: day(-40) });
  await detect();
  await given.change(late, { outstandingMinor: 400_000 });
  await detect();
  const overdue = await first(`SELECT id FROM exceptions WHERE subject_invoice_id = $1`, late.id);
  const margin = await first(`SELECT id FROM exceptions WHERE type = 'MARGIN_BELOW_FLOOR' AND subject_order_id = $1`, meagre.id);
  const invoiceFile = await first(`SELECT id FROM imports WHERE kind = 'invoices' AND error_count = 1 ORDER BY id DESC LIMIT 1`);
  const { exception, task, draft, message } = await story.approved({ distributor });
  const document = async (kind: string) => (await given.document({ kind, fileReference: `files/${kind}`, distributor })).id;
  const entry = (type: string, subject: string) => first(`SELECT id FROM audit_logs WHERE type = $1 AND subject_id = $2`, type, subject);
  const insertedId = (table: string, columns: string, values: unknown[]) => first(`INSERT INTO ${table} (${columns}) VALUES (${values.map((_, i) => `$${i + 1}`).join(", ")}) RETURNING id`, ...values);
  const anyOf = (table: string) => first(`SELECT id FROM ${table} ORDER BY id LIMIT 1`);
  const packed = await given.order({ distributor, lines: [{}] });
  const shipment = await given.shipment({ order: packed });
  return {
    Contact: await first(`SELECT id FROM contacts WHERE distributor_id = $1`, distributorId), OrderLine: packed.lines[0].id,
    OrderHold: (await given.insert("order_holds", { orderId: packed.id, kind: "credit", reason: "Limit reached.", ownerTeam: "accounting", placedAt: hour(-2) })).id,
    Payment: payment.id, InvoiceDispute: dispute.id, PaymentPromise: promise.id, DraftRevision: draft.currentRevision.id,
    ShipmentLine: (await given.shipmentLine(shipment, packed.lines[0])).id,
    ShipmentEvent: await insertedId("shipment_events", "shipment_id, status, source, occurred_at, recorded_at", [shipment.id, "in_transit", "carrier", hour(-5), hour(-5)]),
    DeliveryEvent: await insertedId("delivery_events", "outbound_message_id, status, occurred_at, recorded_at", [message.id, "sent", hour(-1), hour(-1)]),
    ImportIssue: await first(`SELECT id FROM import_issues WHERE import_id = $1`, invoiceFile), ChannelRoute: await insertedId("channel_routes", "channel_id, position, exception_type, created_at, updated_at", [await anyOf("channels"), 900, "SCREENING_HIT", hour(0), hour(0)]),
    InboundEvent: await insertedId("inbound_events", "source, event_id, body, state, received_at, created_at, updated_at", ["slack", `Ev0${n}`, Buffer.from("{}"), "dead", hour(-1), hour(-1), hour(-1)]),
    Distributor: distributorId!, Order: orderId!, Invoice: invoiceId!, Document: kyc!, ExceptionCase: exception.id, ExceptionCause: overdue, AssignmentProposal: exception.id, FollowUpTask: task.id,
    Shipment: (await given.shipment({ order: await given.order({ distributor }) })).id,
    Draft: draft.id, Approval: message.approval_id, OutboundMessage: message.id,
    Import: await anyOf("imports"), AgentProfile: await anyOf("agent_profiles"), Channel: await anyOf("channels"), User: (await actor("legal")).userId!,
    AuditEntry: await entry("task.created", task.id), "AuditEntry of a sign-in": await first(`SELECT id FROM audit_logs WHERE type = 'user.created' LIMIT 1`),
    payment: payment.id, kyc: kyc!, contract: await document("contract"), licence: await document("licence"), overdue, margin, invoiceFile,
    draftEntry: await entry("draft.proposed", draft.id), distributorEntry: await entry("distributor.created", distributorId!),
    orderEntry: await entry("order.created", orderId!), invoiceEntry: await entry("invoice.created", invoiceId!),
    kycEntry: await entry("document.updated", kyc!), exceptionEntry: await entry("exception.updated", overdue), openedEntry: await entry("exception.opened", overdue),
  };
}
