import { decimalOf } from "../../../entities/Money.js";
import { mergePolicies, type Policy, type TowerAbility } from "../../policies/ability.js";
import { ActorKind } from "../../../entities/enums.js";
import type { PageArgs } from "../connection.js";
import { comparisonsOf } from "../where.js";
import type { Bill, Licence, Purchase } from "./entities.js";
import type { Records } from "./records.js";
import { NOW, TODAY } from "./trade.js";

/** What a generated query selects of one object. */
export interface Selected { key: string; name: string; first?: number; below?: Selected[] }

type Entity = Record<string, any> & { id: string };
interface Relation { property: string; to: string; isList?: boolean }

export const RELATIONS: Record<string, Record<string, Relation>> = {
  Partner: {
    parent: { property: "parent", to: "Partner" }, children: { property: "children", to: "Partner", isList: true },
    purchases: { property: "purchases", to: "Purchase", isList: true }, licence: { property: "licence", to: "Licence" },
  },
  Licence: { partner: { property: "partner", to: "Partner" } },
  Purchase: {
    partner: { property: "partner", to: "Partner" }, lines: { property: "lines", to: "Line", isList: true },
    invoices: { property: "bills", to: "Bill", isList: true }, labels: { property: "labels", to: "Label", isList: true },
  },
  Line: { purchase: { property: "purchase", to: "Purchase" } },
  Bill: { purchase: { property: "purchase", to: "Purchase" } },
  Label: { purchases: { property: "purchases", to: "Purchase", isList: true } },
};
export const SCALARS: Record<string, string[]> = {
  Partner: ["id", "name", "region", "tier", "creditLimit"],
  Licence: ["id", "code", "expiresOn", "expired"],
  Purchase: ["id", "number", "status", "priority", "tags", "dueAt", "value", "late", "lineCount", "summary", "archivedAt"],
  Line: ["id", "position", "sku", "price", "weight"],
  Bill: ["id", "number", "paid", "amount", "dueOn", "overdue"],
  Label: ["id", "name"],
};
const REQUIRED = new Set(["Partner.name", "Partner.region", "Purchase.number", "Purchase.status", "Purchase.tags", "Purchase.late", "Line.position", "Line.sku", "Line.price",
  "Bill.number", "Bill.paid", "Label.name", "Licence.code", "Licence.expired", "Purchase.lineCount"]);
/** Lists that the schema promises: empty where they may not be read. */
const PROMISED = new Set(["Partner.children", "Partner.purchases", "Purchase.lines", "Purchase.labels", "Label.purchases"]);

const DERIVED: Record<string, (record: any) => unknown> = {
  "Licence.expired": ({ expiresOn }: Licence) => expiresOn !== null && expiresOn < TODAY,
  "Purchase.late": ({ status, dueAt }: Purchase) => status === "open" && dueAt !== null && dueAt < NOW,
  "Purchase.lineCount": ({ lines }: Purchase) => lines!.length,
  "Bill.overdue": ({ paid, dueOn }: Bill) => !paid && dueOn !== null && dueOn < TODAY,
};
const MONEY: Record<string, string> = { "Purchase.value": "valueMinor", "Bill.amount": "amountMinor" };
const FOREIGN_KEYS: Record<string, string> = { partnerId: "partner.id", purchaseId: "purchase.id" };
export class Forbidden extends Error {}

/** Answers queries from linked objects, with CASL itself judging the rights: slow, plain, and without a line of SQL. */
export class Oracle {
  private readonly ability: TowerAbility;

  constructor(private readonly records: Records, policies: readonly Policy[]) {
    this.ability = mergePolicies(policies, { kind: ActorKind.USER, roles: [], teams: [], regions: [] });
  }

  /** All matching records in their order, before a page is cut from them. */
  list(noun: string, table: keyof Records, { filter, orderBy, includeArchived }: PageArgs): Entity[] {
    if (!this.possible(noun)) throw new Forbidden(noun);
    const tests = filter ? [...comparisonsOf(filter.constructor)].filter(([field]) => ![null, undefined, ""].includes((filter as any)[field])) : [];
    for (const { paths } of tests.map(([, comparison]) => comparison)) for (const path of paths) this.requirePath(noun, path);
    for (const { field } of orderBy ?? []) this.requirePath(noun, field);
    const matches = (record: Entity) => tests.every(([field, { paths, operator }]) => {
      const wanted = (filter as any)[field];
      const values = paths.flatMap((path) => this.values(noun, record, path));
      return operator === "isNull" ? values.some((value) => value !== null) !== wanted : values.some((value) => holds(operator, value, wanted));
    });
    const rows = (this.records[table] as unknown as Entity[]).filter((row) => this.sees(noun, row) && (includeArchived || !row.archivedAt) && matches(row));
    const last = orderBy?.at(-1)?.direction ?? "DESC";
    const sorts = [...(orderBy ?? []), { field: "id", direction: last }];
    const keyOf = (row: Entity) => sorts.map(({ field }) => this.values(noun, row, field)[0] ?? null);
    return rows.map((row) => ({ row, key: keyOf(row) })).sort((a, b) => {
      for (const [i, { direction }] of sorts.entries()) {
        const order = compare(a.key[i], b.key[i], direction === "DESC");
        if (order) return order;
      }
      return 0;
    }).map(({ row }) => row);
  }

  /** The JSON that a selection answers with. */
  read(noun: string, record: Entity, selection: readonly Selected[]): unknown {
    return Object.fromEntries(selection.map((selected) => [selected.key, this.field(noun, record, selected)]));
  }

  /** Throws where the selection asks for something that is required and can never be read. */
  requireSelectable(noun: string, selection: readonly Selected[]): void {
    for (const { name, below } of selection) {
      if (!this.possible(noun, name) && REQUIRED.has(`${noun}.${name}`)) throw new Forbidden(`${noun}.${name}`);
      const relation = RELATIONS[noun]![name];
      if (relation && below && this.possible(noun, name) && this.possible(relation.to)) this.requireSelectable(relation.to, below);
    }
  }

  sees = (noun: string, record: Entity): boolean => this.possible(noun) && this.ability.can("read", record);
  private may = (record: Entity, field: string) => field === "id" || this.ability.can("read", record, field);

  private field(noun: string, record: Entity, { name, first = 20, below }: Selected): unknown {
    const relation = RELATIONS[noun]![name];
    if (name === "summary") {
      if (!this.may(record, "summary")) return null;
      return `${this.may(record, "number") ? record.number : null} over ${this.may(record, "value") ? record.valueMinor : null}`;
    }
    if (!this.may(record, name)) return PROMISED.has(`${noun}.${name}`) ? [] : null;
    if (relation?.isList) {
      const order = relation.to === "Line" ? (a: Entity, b: Entity) => a.position - b.position || compare(a.id, b.id, false) : (a: Entity, b: Entity) => compare(a.id, b.id, true);
      return this.listed(relation, record).sort(order).slice(0, first).map((other) => this.read(relation.to, other, below!));
    }
    if (relation) {
      const other = record[relation.property];
      return other && this.sees(relation.to, other) ? this.read(relation.to, other, below!) : null;
    }
    const money = MONEY[`${noun}.${name}`];
    if (money) return { amountMinor: record[money], currency: record.currency, decimal: decimalOf(record[money], record.currency) };
    return this.scalar(noun, record, name);
  }

  private scalar(noun: string, record: Entity, property: string): any {
    const derive = DERIVED[`${noun}.${property}`];
    const value = derive ? derive(record) : record[MONEY[`${noun}.${property}`] ?? property];
    return value ?? null;
  }

  private listed({ property, to }: Relation, record: Entity): Entity[] {
    return (record[property] as Entity[]).filter((other) =>
      this.sees(to, other) && (!other.archivedAt || (other.archiveBatchId && other.archiveBatchId === record.archiveBatchId)));
  }

  /** What a path leads to, as far as it may be seen; several values behind a list. */
  private values(noun: string, record: Entity, path: string): any[] {
    const [head, ...rest] = (FOREIGN_KEYS[path] ?? path).split(".");
    const [name, relation] = relationNamed(noun, head!);
    if (!relation) return [this.may(record, head!) ? this.scalar(noun, record, head!) : null];
    if (!this.may(record, name)) return [];
    const others = relation.isList ? this.listed(relation, record) : [record[relation.property]].filter((other) => other && this.sees(relation.to, other));
    return others.flatMap((other: Entity) => this.values(relation.to, other, rest.join(".") || "id"));
  }

  private requirePath(noun: string, path: string): void {
    const [head, ...rest] = (FOREIGN_KEYS[path] ?? path).split(".");
    const [name, relation] = relationNamed(noun, head!);
    if (name !== "id" && !this.possible(noun, name)) throw new Forbidden(`${noun}.${name}`);
    if (relation && rest.length) this.requirePath(relation.to, rest.join("."));
  }

  /** Whether some record of the noun could show (the field) at all. */
  private possible(noun: string, field?: string): boolean {
    if (field === "id") return true;
    for (const rule of this.ability.rulesFor("read", noun, field)) {
      if (!rule.inverted) return true;
      if (!rule.conditions) return false;
    }
    return false;
  }
}

const relationNamed = (noun: string, property: string): [string, Relation | undefined] =>
  Object.entries(RELATIONS[noun]!).find(([, relation]) => relation.property === property) ?? [property, undefined];

const plain = (value: unknown) => (value instanceof Date ? value.getTime() : typeof value === "boolean" ? Number(value) : value) as number;

/** Nothing stands last in either direction. */
function compare(a: unknown, b: unknown, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = plain(a) < plain(b) ? -1 : plain(a) > plain(b) ? 1 : 0;
  return descending ? -order : order;
}

function holds(operator: string, value: any, wanted: any): boolean {
  if (value === null) return false;
  switch (operator) {
    case "eq": return Array.isArray(value) ? value.includes(wanted) : plain(value) === plain(wanted);
    case "in": return wanted.includes(value);
    case "gt": return plain(value) > plain(wanted);
    case "gte": return plain(value) >= plain(wanted);
    case "lt": return plain(value) < plain(wanted);
    case "lte": return plain(value) <= plain(wanted);
    case "anyOf": return wanted.some((each: unknown) => value.includes(each));
    default: return String(value).toLowerCase().includes(wanted.toLowerCase());
  }
}

