/**
 * What an entity tells the read path beyond its columns and relations. Entities only declare; `server/read/` turns the
 * declarations into SQL.
 */

/** SQL of a value that is computed while reading; `t` is the alias of the record's row, `:now` and `:today` its clock. */
export type DerivedSql = (t: string) => string;
export interface MoneyColumns { amount: string; currency: string }
export interface DefaultOrdering { field: string; direction: "ASC" | "DESC" }

const marksOf = <Mark>() => {
  const marks = new Map<Function, Map<string, Mark>>();
  return {
    set(target: Function, property: string, mark: Mark) {
      marks.set(target, (marks.get(target) ?? new Map()).set(property, mark));
    },
    get(target: Function, property: string): Mark | undefined {
      for (let type: Function | null = target; type; type = Object.getPrototypeOf(type)) {
        const mark = marks.get(type)?.get(property);
        if (mark !== undefined) return mark;
      }
      return undefined;
    },
    /** Marked properties of the class and its ancestors. */
    all(target: Function): Map<string, Mark> {
      const parent = Object.getPrototypeOf(target) as Function | null;
      return new Map([...(parent ? this.all(parent) : []), ...(marks.get(target) ?? [])]);
    },
  };
};

const keeps = marksOf<string[]>();
const derived = marksOf<DerivedSql>();
const money = marksOf<MoneyColumns>();
const needs = marksOf<string[]>();
const ordering = marksOf<DefaultOrdering>();

/**
 * A state that is only shown (overdue, expiring, blocked): one SQL expression, written once, for reading, filtering and
 * sorting alike. It may hold sub-selects; a boolean that comes out unknown reads as false.
 * @example @Derived((t) => `${t}.status = 'open' AND ${t}.due_on < :today`)
 */
export const Derived = (sql: DerivedSql): PropertyDecorator => (target, property) =>
  derived.set(target.constructor, String(property), sql);

/** An amount with its currency, read from two columns of the record. */
export const MoneyField = (amount: string, currency: string): PropertyDecorator => (target, property) =>
  money.set(target.constructor, String(property), { amount, currency });

/** Columns that the resolver of a computed field finds on its root, whether the client selected them or not. */
export const NeedsColumns = (...columns: string[]): PropertyDecorator & MethodDecorator => (target: object, property: string | symbol) =>
  needs.set(target.constructor, String(property), columns);

/**
 * What a relation leads to shares these relations with the record, since a foreign key of the database holds their columns
 * too; so a right that is granted by the shared record need not be looked up twice.
 * @example @Keeps("distributor") order: the order of an invoice is of the invoice's distributor.
 */
export const Keeps = (...relations: string[]): PropertyDecorator => (target, property) => keeps.set(target.constructor, String(property), relations);

/** Order of the record where nobody asked for one; without it the newest stands first. */
export const DefaultOrder = (field: string, direction: "ASC" | "DESC" = "ASC"): ClassDecorator => (target) =>
  ordering.set(target, "", { field, direction });

export const keptAlong = (entity: Function, relation: string): readonly string[] => keeps.get(entity, relation) ?? [];
export const derivedOf = (entity: Function, property: string) => derived.get(entity, property);
export const moneyOf = (entity: Function, property: string) => money.get(entity, property);
export const moneyFieldsOf = (entity: Function) => money.all(entity);
export const neededColumns = (owner: Function, property: string): readonly string[] => needs.get(owner, property) ?? [];
export const defaultOrderOf = (entity: Function) => ordering.get(entity, "");
