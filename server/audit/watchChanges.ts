import type { EntityMetadata, ObjectLiteral } from "typeorm";
import { Contact } from "../../entities/Contact.js";
import { sensitivityOf } from "../../entities/columns.js";
import { Distributor } from "../../entities/Distributor.js";
import { Document } from "../../entities/Document.js";
import { ExternalRef } from "../../entities/ExternalRef.js";
import { Invoice } from "../../entities/Invoice.js";
import { InvoiceDispute } from "../../entities/InvoiceDispute.js";
import { Order } from "../../entities/Order.js";
import { OrderHold } from "../../entities/OrderHold.js";
import { OrderLine } from "../../entities/OrderLine.js";
import { Payment } from "../../entities/Payment.js";
import { PaymentPromise } from "../../entities/PaymentPromise.js";
import { Shipment } from "../../entities/Shipment.js";
import { ShipmentLine } from "../../entities/ShipmentLine.js";
import type { Tx } from "../database/unitOfWork.js";
import { recordEach } from "./record.js";

type Class = new () => ObjectLiteral;

/** Rows told of in their owner's entry: how each is called there, `p` being the row. */
interface Part {
  entity: Class;
  owner: string;
  name: string;
}

interface Watched {
  noun: string;
  parts: Part[];
  /** SQL of the distributor and order an entry belongs to, `t` being the record. */
  distributorId: string;
  orderId: string;
}

const AMONG_PARTNERS = { distributorId: "t.distributor_id", orderId: "t.order_id" };
const WATCHED = new Map<Class, Watched>([
  [Distributor, { noun: "distributor", distributorId: "t.id", orderId: "NULL::uuid", parts: [
    { entity: Contact, owner: "distributor_id", name: "'contact ' || COALESCE(p.email, p.name)" },
  ] }],
  [Order, { noun: "order", distributorId: "t.distributor_id", orderId: "t.id", parts: [
    { entity: OrderLine, owner: "order_id", name: "'line ' || p.line_number" },
    { entity: OrderHold, owner: "order_id", name: "'hold ' || p.kind || ' ' || p.placed_at" },
  ] }],
  [Invoice, { noun: "invoice", ...AMONG_PARTNERS, parts: [
    { entity: InvoiceDispute, owner: "invoice_id", name: "'dispute ' || p.opened_on" },
    { entity: PaymentPromise, owner: "invoice_id", name: "'promise ' || p.given_on" },
  ] }],
  [Shipment, { noun: "shipment", ...AMONG_PARTNERS, parts: [
    { entity: ShipmentLine, owner: "shipment_id", name: "'line ' || (SELECT l.line_number FROM order_lines l WHERE l.id = p.order_line_id)" },
  ] }],
  [Document, { noun: "document", ...AMONG_PARTNERS, parts: [] }],
  [Payment, { noun: "payment", distributorId: "t.distributor_id", orderId: "(SELECT i.order_id FROM invoices i WHERE i.id = t.invoice_id)", parts: [] }],
]);

/** Records whose set-based change is being watched. */
export interface Watch {
  /** Temporary table of `id` and `before`; who creates a record adds its id with a null `before`. */
  table: string;
  /** Gives every changed record its next version and appends one entry for each changed or created one. */
  record(batchId?: string): Promise<{ created: number; updated: number; unchanged: number }>;
}

let watches = 0;

/**
 * Locks the records that `ids` selects and remembers how they stand, parts included, so that afterwards the net change of any
 * number of statements is told once a record, with before and after of what differs.
 */
export async function watchChanges(tx: Tx, entity: Class, ids: string, parameters: unknown[] = []): Promise<Watch> {
  const watched = WATCHED.get(entity)!;
  const { tableName } = tx.manager.connection.getMetadata(entity);
  const table = `watched_${(watches += 1)}`;
  const standing = snapshotOf(tx, entity, watched);
  await tx.query(`CREATE TEMP TABLE ${table} (id uuid, before jsonb) ON COMMIT DROP`);
  await tx.query(`SELECT count(*) FROM (SELECT FROM ${tableName} WHERE id IN (${ids}) ORDER BY id FOR NO KEY UPDATE) locked`, parameters);
  await tx.query(`INSERT INTO ${table} SELECT t.id, ${standing} FROM ${tableName} t WHERE t.id IN (${ids})`, parameters);
  return {
    table,
    async record(batchId) {
      await tx.query(`CREATE TEMP TABLE ${table}_now ON COMMIT DROP AS
        SELECT w.id, w.before, n.after FROM ${table} w JOIN ${tableName} t ON t.id = w.id CROSS JOIN LATERAL (SELECT ${standing} AS after) n
        WHERE w.before IS DISTINCT FROM n.after`);
      await tx.query(
        `UPDATE ${tableName} t SET version = t.version + 1, updated_at = $1 FROM ${table}_now n WHERE n.id = t.id AND n.before IS NOT NULL`,
        [tx.now],
      );
      await recordEach(tx, entriesOf(watched, tableName, `${table}_now`), [batchId ?? null]);
      const [count] = await tx.query(`SELECT (SELECT count(*)::int FROM ${table}) AS all,
        count(*) FILTER (WHERE before IS NULL)::int AS created, count(before)::int AS updated FROM ${table}_now`);
      return { created: count.created, updated: count.updated, unchanged: count.all - count.created - count.updated };
    },
  };
}

const entriesOf = ({ noun, distributorId, orderId }: Watched, tableName: string, changes: string) => `
  SELECT CASE WHEN n.before IS NULL THEN '${noun}.created' ELSE '${noun}.updated' END AS type, $7::uuid AS batch_id,
    '${noun}' AS subject_kind, t.id AS subject_id, t.number AS subject_number, ${distributorId} AS distributor_id, ${orderId} AS order_id,
    NULL::uuid AS exception_id, NULL::uuid AS task_id, NULL::uuid AS draft_id,
    CASE WHEN n.before IS NULL THEN jsonb_build_object('before', '{}'::jsonb, 'after', jsonb_strip_nulls(n.after))
      ELSE (SELECT jsonb_build_object('before', jsonb_object_agg(k, n.before->k), 'after', jsonb_object_agg(k, n.after->k))
            FROM jsonb_object_keys(n.before || n.after) k WHERE n.before->k IS DISTINCT FROM n.after->k) END AS payload
  FROM ${changes} n JOIN ${tableName} t ON t.id = n.id ORDER BY t.id`;

/** SQL of everything an entry may tell of a record, in the words of the API. */
function snapshotOf(tx: Tx, entity: Class, { noun, parts }: Watched): string {
  const metadata = (type: Class) => tx.manager.connection.getMetadata(type);
  const refs = `(SELECT jsonb_object_agg('source ' || p.system || ' ' || p.external_id, COALESCE(p.source_version, ''))
    FROM ${metadata(ExternalRef).tableName} p WHERE p.${noun}_id = t.id)`;
  const told = parts.map((part) =>
    `(SELECT jsonb_object_agg(${part.name}, ${columnsOf(metadata(part.entity), "p", part.owner)})
      FROM ${metadata(part.entity).tableName} p WHERE p.${part.owner} = t.id)`);
  return [columnsOf(metadata(entity), "t"), ...[...told, refs].map((sql) => `COALESCE(${sql}, '{}')`)].join(" || ");
}

const NOISE = new Set(["id", "version", "created_at", "updated_at"]);

function columnsOf({ columns, target }: EntityMetadata, alias: string, owner?: string): string {
  const told = columns.filter(({ databaseName, propertyName }) =>
    !NOISE.has(databaseName) && databaseName !== owner && sensitivityOf(target as Function, propertyName) !== "secret");
  return `jsonb_build_object(${told.map((column) => `'${column.propertyName}', ${alias}.${column.databaseName}`).join(", ")})`;
}
