import { orderSql, orderTerms, type Order, type SortedBy } from "./order.js";
import { where, type Row, type Scope } from "./scope.js";

interface PageOf {
  from: string;
  order: Order;
  limit: number;
  /** Take the page from the end of the list. */
  backwards?: boolean;
  /** Conditions, some of which may depend on what the list is sorted by. */
  conditions(sorts: readonly SortedBy[]): (string | undefined)[];
}

/**
 * The rows of one page as something to select from under the row's own alias, before anything is joined to them or made
 * into JSON; and what puts them in order there.
 */
export function pageOf(scope: Scope, row: Row, { from, order, limit, backwards, conditions }: PageOf): { from: string; sorts: SortedBy[] } {
  const { alias } = row;
  const { sorts, joins } = orderSql(scope, row, order);
  const isColumn = ({ sql }: SortedBy) => new RegExp(`^${alias}\\.\\w+$`).test(sql);
  const carried = sorts.flatMap((sort, i) => (isColumn(sort) ? [] : [`, ${sort.sql} AS "sort ${i}"`]));
  const rows = `SELECT ${alias}.*${carried.join("")} FROM ${from}${joins}${where(...conditions(sorts))} ORDER BY ${orderTerms(sorts, backwards)} LIMIT ${limit}`;
  return {
    from: `(${rows}) ${alias}`,
    sorts: sorts.map((sort, i) => (isColumn(sort) ? sort : { ...sort, sql: `${alias}."sort ${i}"` })),
  };
}
