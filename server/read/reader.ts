import type { GraphQLResolveInfo } from "graphql";
import type pg from "pg";
import type { DataSource } from "typeorm";
import { badInput } from "../domain/errors.js";
import type { Action, TowerAbility } from "../policies/ability.js";
import { answerJson } from "./answer.js";
import { conditionOf, type RowCondition } from "./condition.js";
import type { Class, Connection, PageArgs } from "./connection.js";
import { isUnreadableValue, mayNotRead, UnsupportedRead } from "./errors.js";
import { checkValues, filterShapeOf } from "./filter.js";
import { recordGuard } from "./guard.js";
import { decodeCursor, type Side } from "./keyset.js";
import { held, heldColumns } from "./held.js";
import { answeredPageSql, connectionFrom, connectionText, pageSql, totalSql, type ListShape, type PageRow } from "./list.js";
import { type Noun, Nouns } from "./noun.js";
import { orderOf } from "./order.js";
import type { Binding } from "./parameters.js";
import { madeFor } from "./place.js";
import { rangeOf } from "./range.js";
import { recordJson } from "./record.js";
import { rightsOf, type Rights } from "./rights.js";
import { Scope, where, type Row } from "./scope.js";
import { Selection } from "./selection.js";
import { run, type Statement } from "./statement.js";
import type { Totals } from "./totals.js";
import { valueOf } from "./value.js";
import { asIfRead, isWritten, Written } from "./written.js";

export interface ReaderDependencies {
  pool: pg.Pool;
  dataSource: DataSource;
  /** What the actor may do; nothing else about the actor matters here. */
  ability: TowerAbility;
  now: () => Date;
  /** The business day as YYYY-MM-DD. */
  today: () => string;
  /** Counts that others asked for a moment ago. */
  totals?: Totals;
  /** Whose turn it is to read; without it every read runs at once. */
  inTurn?: <T>(read: () => Promise<T>) => Promise<T>;
}

type Values = Pick<Binding, "where" | "after" | "before">;

/**
 * Reads for GraphQL: what a field selects becomes one SQL statement, made from the entities' metadata, that shows what the
 * actor may read and nothing else. Any entity and any relation goes through it.
 */
export class Reader {
  private readonly nouns: Nouns;

  constructor(private readonly given: ReaderDependencies) {
    this.nouns = Nouns.of(given.dataSource);
  }

  private get rights(): Rights {
    return rightsOf(this.given.ability);
  }

  /** A page of a noun as a Relay connection; totals are counted only when selected. */
  async connection<E extends object>(type: Class<E>, args: PageArgs, info: GraphQLResolveInfo): Promise<Connection<E>> {
    const noun = this.nouns.of(type);
    const { rights } = this;
    if (rights.shape.record(noun.name) === "never") throw mayNotRead(noun.name);
    const range = rangeOf(args);
    const order = orderOf(noun, rights.shape, args.orderBy);
    const filter = filterShapeOf(args.filter);
    checkValues(this.nouns, noun, filter.shape, filter.values);
    const cursor = (side: Side) => (args[side] == null ? undefined : decodeCursor(order, args[side], side));
    const [after, before] = [cursor("after"), cursor("before")];
    const nulls = (values: typeof after) => values?.map((value) => value === null);
    const shape: ListShape = {
      ...range, noun, order, filter: filter.shape, after: nulls(after), before: nulls(before), includeArchived: args.includeArchived === true,
    };
    const matching = [filter.shape.key, shape.includeArchived];
    const written = isWritten(info);
    const page = this.statement(info, ["page", range, order.signature, shape.after, shape.before, ...matching], () => Selection.of(info),
      (scope, selection) => (written ? answeredPageSql : pageSql)(scope, shape, selection));
    const wantsTotal = page.selection.has("totalCount");
    const values = { where: filter.values, after, before };
    const [rows, total] = await Promise.all([
      page.text ? this.run<PageRow>(page, values) : [{}],
      wantsTotal ? this.total(this.statement(info, ["total", ...matching], () => page.selection, (scope) => totalSql(scope, shape)), values) : undefined,
    ]).catch(orWhenUnreadable(() => {
      throw badInput("filter", "A value of the filter or cursor is not of its field's type.");
    }));
    return written ? asIfRead(new Written(connectionText(rows[0]!, total, shape, page.selection))) : connectionFrom<E>(rows[0]!, total, shape);
  }

  /**
   * One record by its id, its human number, or whatever columns single it out; null when there is none, and just so when
   * it is not the actor's to see. Archived records are found too.
   * @param path where in the field's own result the record stands, for example `["draft"]` in a mutation's payload; where
   *   nobody selected it nothing is read
   */
  async one<E extends object>(type: Class<E>, by: Partial<E>, info: GraphQLResolveInfo, path: readonly string[] = []): Promise<E | null> {
    const noun = this.nouns.of(type);
    if (this.rights.shape.record(noun.name) === "never") return null;
    const columns = Object.keys(by).map((property) => noun.columnNamed(property));
    if (!columns.length || Object.values(by).some((value) => value === null || value === undefined)) {
      throw new UnsupportedRead(`One ${noun.name} is read by columns that have a value.`);
    }
    if (path.length && !Selection.of(info).under(...path)) return null;
    const properties = columns.map(({ propertyName }) => propertyName);
    const rows = await this.run<{ record: E | string }>(this.statementOfOne(noun, properties, info, path), { where: by as Binding["where"] }).catch(orWhenUnreadable(() => []));
    if (rows.length > 1) throw new UnsupportedRead(`Several ${noun.name} records have this ${properties.join(" and ")}.`);
    const record = rows[0]?.record ?? null;
    return typeof record === "string" ? asIfRead(new Written(record)) : record;
  }

  private statementOfOne(noun: Noun, properties: readonly string[], info: GraphQLResolveInfo, path: readonly string[]): Statement {
    return this.statement(info, ["one", noun.name, path, properties], () => Selection.of(info).under(...path)!, (scope, selection) => {
      const row = scope.row(noun);
      const record = isWritten(info) ? `${answerJson(scope, row, selection)}::text` : recordJson(scope, row, selection);
      return `SELECT ${record} AS record FROM ${singledOut(scope, row, properties)} LIMIT 2`;
    });
  }

  /**
   * How a verb's record will be shown at `path` of the field's result. To be asked before the verb runs, since a selection
   * that can't be answered is refused here, while nothing is done; what is answered gets the record, and whether it shows
   * and stands in the database as it is, so that it need not be read again.
   */
  ahead<E extends { id: string }>(type: Class<E>, info: GraphQLResolveInfo, path: readonly string[]): (done: { id: string }, stands: boolean) => Promise<E | null> {
    const { shape } = this.rights;
    const shown = madeFor(info, ["ahead", shape.id, ...path], () => {
      const noun = this.nouns.of(type);
      const selection = Selection.of(info).under(...path);
      if (!selection || shape.record(noun.name) === "never") return null;
      const columns = heldColumns(noun, selection, shape);
      if (!columns) this.statementOfOne(noun, ["id"], info, path);
      return { columns };
    });
    if (!shown) return async () => null;
    const { columns } = shown;
    return async (done, stands) => (columns && stands ? held(columns, done) as unknown as E : this.one(type as Class<E & object>, { id: done.id } as Partial<E>, info, path));
  }

  /** When the actor sees a record and may do `action` to it; undefined where never. */
  condition(type: Class, action: Action): RowCondition | undefined {
    const noun = this.nouns.of(type);
    const { shape, values } = rightsOf(this.given.ability, action);
    return shape.record(noun.name) === "never" ? undefined : conditionOf(this.nouns, noun, shape, { ...this.bound({ where: {} }), rights: values });
  }

  /** Whether the record is there and the actor's to see, without reading it. */
  async exists(type: Class, id: string): Promise<boolean> {
    const noun = this.nouns.of(type);
    if (this.rights.shape.record(noun.name) === "never") return false;
    const scope = this.scope();
    const statement = { text: `SELECT FROM ${singledOut(scope, scope.row(noun), ["id"])}`, parameters: scope.parameters };
    const rows = await this.run(statement, { where: { id } }).catch(orWhenUnreadable(() => []));
    return rows.length > 0;
  }

  private scope(): Scope {
    return new Scope(this.nouns, this.rights.shape);
  }

  private statement(info: GraphQLResolveInfo, key: readonly unknown[], select: () => Selection, sql: (scope: Scope, selection: Selection) => string): Statement {
    return madeFor(info, [this.rights.shape.id, isWritten(info), ...key], () => {
      const scope = this.scope();
      const selection = select();
      return { text: sql(scope, selection), parameters: scope.parameters, selection };
    });
  }

  private run<R extends object>(statement: Omit<Statement, "selection">, values: Values): Promise<R[]> {
    return this.inTurn(() => run<R>(this.given.pool, statement, this.bound(values)));
  }

  private inTurn<T>(read: () => Promise<T>): Promise<T> {
    return this.given.inTurn ? this.given.inTurn(read) : read();
  }

  private async total(statement: Statement, values: Values): Promise<number> {
    const { pool, totals } = this.given;
    const binding = this.bound(values);
    const count = async () => (await this.inTurn(() => run<{ total: number }>(pool, statement, binding)))[0]!.total;
    return totals ? totals.of(statement.text, statement.parameters.values(binding), count) : count();
  }

  private bound(values: Values): Binding {
    const { now, today } = this.given;
    return { ...values, rights: this.rights.values, now: now(), today: today() };
  }
}

/** The readable records whose columns have the bound values. */
function singledOut(scope: Scope, row: Row, properties: readonly string[]): string {
  const conditions = properties.map((property) => {
    const { sql } = valueOf(scope, row, property);
    return `${sql} = ${scope.parameters.add(`where ${property}`, sql, (binding) => binding.where[property])}`;
  });
  return `${row.noun.table} ${row.alias}${where(...conditions, recordGuard(scope, row))}`;
}

const orWhenUnreadable = <R>(answer: () => R) => (error: unknown): R => {
  if (isUnreadableValue(error)) return answer();
  throw error;
};
