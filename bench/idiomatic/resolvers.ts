import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { AuditEntry } from "../../entities/AuditEntry.js";
import { Distributor } from "../../entities/Distributor.js";
import { Document } from "../../entities/Document.js";
import { ActorKind, DocumentState } from "../../entities/enums.js";
import { ExceptionCase } from "../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import { Invoice } from "../../entities/Invoice.js";
import { Money } from "../../entities/Money.js";
import { Order } from "../../entities/Order.js";
import { Shipment } from "../../entities/Shipment.js";
import { payloadOf } from "../../schema/refusal.js";
import { FollowUpTasksArgs, type FollowUpTaskFilter, FollowUpTaskUpdateInput } from "../../schema/followUpTasks/followUpTask.inputs.js";
import { connectionOf } from "../../server/read/connection.js";
import { SEEN_REGIONS } from "../work/work.js";
import type { Reference } from "./loaders.js";

/**
 * The API as most teams write it: entities, a resolver a relation, DataLoader against N+1. It serves what the bench asks,
 * over the product's own entities, and is the side that the read path has to beat and to agree with.
 */
const money = (amountMinor: number, currency: string): Money => Object.assign(new Money(), { amountMinor, currency });
const UpdatePayload = payloadOf("FollowUpTaskUpdate", "followUpTask", FollowUpTask);

@Resolver(() => FollowUpTask)
export class TaskReference {
  @Query(() => connectionOf(FollowUpTask))
  async followUpTasks(@Args(() => FollowUpTasksArgs) { first, after, filter }: FollowUpTasksArgs, @Ctx() { database }: Reference) {
    const { status, humanOwner } = (filter ?? {}) as FollowUpTaskFilter;
    const size = first ?? 50;
    const query = database.getRepository(FollowUpTask).createQueryBuilder("task").innerJoin("task.distributor", "distributor")
      .where("task.archivedAt IS NULL").andWhere("task.status NOT IN ('resolved', 'cancelled')").andWhere("distributor.region IN (:...regions)", { regions: SEEN_REGIONS });
    if (status) query.andWhere("task.status IN (:...status)", { status });
    if (humanOwner) query.andWhere("task.ownerTeam IN (:...humanOwner)", { humanOwner });
    const totalCount = await query.getCount();
    if (after) {
      const [due, id] = Buffer.from(after, "base64url").toString().split(" ");
      query.andWhere("(task.slaDueAt, task.id) > (:due, :id)", { due, id });
    }
    const found = await query.orderBy("task.slaDueAt").addOrderBy("task.id").limit(size + 1).getMany();
    const nodes = found.slice(0, size);
    const last = nodes.at(-1);
    const endCursor = last ? Buffer.from(`${last.slaDueAt.toISOString()} ${last.id}`).toString("base64url") : null;
    return { totalCount, nodes, pageInfo: { hasNextPage: found.length > size, hasPreviousPage: Boolean(after), startCursor: null, endCursor } };
  }

  @Mutation(() => UpdatePayload)
  async followUpTaskUpdate(@Arg("input", () => FollowUpTaskUpdateInput) { taskId, version, promptContext }: FollowUpTaskUpdateInput, @Ctx() { database }: Reference) {
    const record = await database.transaction(async (manager) => {
      const task = await manager.findOneOrFail(FollowUpTask, { where: { id: taskId }, lock: { mode: "pessimistic_write" } });
      const distributor = await manager.findOneByOrFail(Distributor, { id: task.distributorId });
      if (!SEEN_REGIONS.includes(distributor.region)) throw new Error("not found");
      if (task.version !== version) throw new Error("stale version");
      const before = { promptContext: task.promptContext };
      const now = new Date();
      Object.assign(task, { promptContext, version: version + 1, updatedAt: now });
      await manager.save(task);
      const entry = await manager.save(manager.create(AuditEntry, {
        occurredAt: now, type: "task.updated", actorKind: ActorKind.SYSTEM, actorName: "Bench", via: "graphql", subjectKind: "task", subjectId: task.id,
        subjectNumber: task.number, distributorId: task.distributorId, orderId: task.orderId, exceptionId: task.exceptionId, taskId: task.id,
      }));
      // TypeORM would name the salt too, which the application may not write
      await manager.query(`INSERT INTO audit_payloads (audit_id, payload, commitment) VALUES ($1, $2, '')`, [entry.id, JSON.stringify({ before, after: { promptContext } })]);
      return task;
    });
    return { record };
  }

  @FieldResolver() taskId(@Root() task: FollowUpTask) { return task.number; }
  @FieldResolver() order(@Root() task: FollowUpTask, @Ctx() { loaders }: Reference) { return task.orderId && loaders.order.load(task.orderId); }
  @FieldResolver() distributor(@Root() task: FollowUpTask, @Ctx() { loaders }: Reference) { return loaders.distributor.load(task.distributorId); }
  @FieldResolver() exception(@Root() task: FollowUpTask, @Ctx() { loaders }: Reference) { return loaders.exception.load(task.exceptionId); }
  @FieldResolver(() => [AuditEntry])
  auditEntries(@Root() { id }: FollowUpTask, @Arg("first", () => Int, { defaultValue: 20 }) first: number, @Ctx() { loaders }: Reference) { return loaders.entriesOfTask.load({ id, first }); }
}

@Resolver(() => Order)
export class OrderReference {
  @Query(() => Order, { nullable: true })
  order(@Arg("id", () => ID) id: string, @Ctx() { database }: Reference) {
    return database.getRepository(Order).createQueryBuilder("record").innerJoin("record.distributor", "distributor")
      .where("record.id = :id", { id }).andWhere("distributor.region IN (:...regions)", { regions: SEEN_REGIONS }).getOne();
  }

  @FieldResolver() value(@Root() order: Order) { return money(order.valueMinor, order.currency); }
  @FieldResolver() distributor(@Root() order: Order, @Ctx() { loaders }: Reference) { return loaders.distributor.load(order.distributorId); }
  @FieldResolver() invoices(@Root() { id }: Order, @Ctx() { loaders }: Reference) { return loaders.invoicesOfOrder.load(id); }
  @FieldResolver() shipments(@Root() { id }: Order, @Ctx() { loaders }: Reference) { return loaders.shipmentsOfOrder.load(id); }
  @FieldResolver() async documents(@Root() { id }: Order, @Ctx() { loaders }: Reference) { return (await loaders.documentsOfOrder.load(id)).map(asOfToday); }
  @FieldResolver() followUpTasks(@Root() { id }: Order, @Ctx() { loaders }: Reference) { return loaders.tasksOfOrder.load(id); }
  @FieldResolver(() => [AuditEntry])
  auditEntries(@Root() { id }: Order, @Arg("first", () => Int, { defaultValue: 20 }) first: number, @Ctx() { loaders }: Reference) { return loaders.entriesOfOrder.load({ id, first }); }
}

@Resolver(() => Invoice)
export class InvoiceReference {
  @FieldResolver() amount(@Root() invoice: Invoice) { return money(invoice.amountMinor, invoice.currency); }
  @FieldResolver() outstanding(@Root() invoice: Invoice) { return money(invoice.outstandingMinor, invoice.currency); }
}

export const RESOLVERS = [TaskReference, OrderReference, InvoiceReference] as const;
/** Types that no resolver of the reference stands on, but that its answers hold. */
export const TYPES = [Distributor, Document, ExceptionCase, Shipment, AuditEntry];

/** What our read path derives in SQL: an approved paper has expired from the day after its last valid one. */
function asOfToday(document: Document): Document {
  const expired = document.state === DocumentState.APPROVED && document.expiresOn !== null && document.expiresOn < new Date().toISOString().slice(0, 10);
  return Object.assign(document, { stateToday: expired ? DocumentState.EXPIRED : document.state });
}
