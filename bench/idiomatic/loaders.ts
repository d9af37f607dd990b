import DataLoader from "dataloader";
import { type DataSource, In, type ObjectLiteral } from "typeorm";
import { AuditEntry } from "../../entities/AuditEntry.js";
import { Distributor } from "../../entities/Distributor.js";
import { Document } from "../../entities/Document.js";
import { ExceptionCase } from "../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import { Invoice } from "../../entities/Invoice.js";
import { Order } from "../../entities/Order.js";
import { Shipment } from "../../entities/Shipment.js";

type Class<E> = new () => E;
const MOST_RELATED = 20;

/** One record by its key, for all that ask in the same tick. */
const byId = <E extends ObjectLiteral>(database: DataSource, entity: Class<E>) =>
  new DataLoader<string, E | null>(async (ids) => {
    const found = await database.getRepository(entity).findBy({ id: In([...ids]) } as never);
    const known = new Map(found.map((each) => [each.id as string, each]));
    return ids.map((id) => known.get(id) ?? null);
  });

/** The records that point at each key, newest first. */
const byOwner = <E extends ObjectLiteral>(database: DataSource, entity: Class<E>, owner: keyof E & string) =>
  new DataLoader<string, E[]>(async (ids) => {
    const found = await database.getRepository(entity).find({ where: { [owner]: In([...ids]) } as never, order: { id: "DESC" } as never });
    return ids.map((id) => found.filter((each) => each[owner] === id).slice(0, MOST_RELATED));
  });

/** The last entries of each record's story; only so many of each leave the database. */
const lastEntries = (database: DataSource, owner: "taskId" | "orderId") =>
  new DataLoader<{ id: string; first: number }, AuditEntry[], string>(async (wanted) => {
    const first = Math.max(...wanted.map((each) => each.first));
    const found = await database.getRepository(AuditEntry).createQueryBuilder("entry")
      .where((query) => `entry.id IN ${query.subQuery().select("ranked.id").from((from) => from
        .select("e.id", "id").addSelect(`row_number() OVER (PARTITION BY e.${owner} ORDER BY e.id DESC)`, "place")
        .from(AuditEntry, "e").where(`e.${owner} IN (:...ids)`), "ranked").where("ranked.place <= :first").getQuery()}`)
      .setParameters({ ids: wanted.map(({ id }) => id), first }).orderBy("entry.id", "DESC").getMany();
    return wanted.map(({ id }) => found.filter((entry) => entry[owner] === id).slice(0, first));
  }, { cacheKeyFn: ({ id, first }) => `${id} ${first}` });

export const loadersOf = (database: DataSource) => ({
  order: byId(database, Order),
  distributor: byId(database, Distributor),
  exception: byId(database, ExceptionCase),
  invoicesOfOrder: byOwner(database, Invoice, "orderId"),
  shipmentsOfOrder: byOwner(database, Shipment, "orderId"),
  documentsOfOrder: byOwner(database, Document, "orderId"),
  tasksOfOrder: byOwner(database, FollowUpTask, "orderId"),
  entriesOfTask: lastEntries(database, "taskId"),
  entriesOfOrder: lastEntries(database, "orderId"),
});

export interface Reference { database: DataSource; loaders: ReturnType<typeof loadersOf> }
