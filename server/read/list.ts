import { notArchived } from "./archive.js";
import type { Connection } from "./connection.js";
import { filterSql, type FilterShape } from "./filter.js";
import { recordGuard } from "./guard.js";
import { beyond, encodeCursor, type CursorValues, type Side } from "./keyset.js";
import type { Noun } from "./noun.js";
import type { Order } from "./order.js";
import { pageOf } from "./page.js";
import type { Range } from "./range.js";
import { jsonList, recordJson } from "./record.js";
import { all, where, type Scope } from "./scope.js";
import { Selection } from "./selection.js";

/** What a page of a noun depends on, values left out. */
export interface ListShape extends Range {
  noun: Noun;
  order: Order;
  filter: FilterShape;
  /** Where a cursor is given: which of its values are null. */
  after?: readonly boolean[];
  before?: readonly boolean[];
  includeArchived: boolean;
}

/** The one row that a list's statement answers with; what was not selected is missing. */
export interface ListRow { total?: number; page?: (object & { [CURSOR]?: CursorValues })[] }

// Names with two underscores are GraphQL's own, so no field can take this key.
const CURSOR = "__cursor";

/** SQL of a list: a page in its order as JSON, and the count of all that match, each only when it is selected. */
export function listSql(scope: Scope, shape: ListShape, selection: Selection): string {
  const { noun, order, backwards, size } = shape;
  const row = scope.row(noun);
  const from = `${noun.table} ${row.alias}`;
  const matches = all(recordGuard(scope, row), shape.includeArchived ? undefined : notArchived(row), ...filterSql(scope, row, shape.filter));
  const parts: string[] = [];
  if (["nodes", "edges", "pageInfo"].some((name) => selection.has(name))) {
    const { from: rows, sorts } = pageOf(scope, row, {
      from, order, backwards,
      limit: size + 1, // one more tells whether there are more
      conditions: (by) => [matches, ...(["after", "before"] as Side[]).map((side) => shape[side] && beyond(by, shape[side], side, scope.parameters))],
    });
    const node = Selection.merged(selection.under("nodes"), selection.under("edges", "node"));
    const cursor: [string, string][] = wantsCursors(selection)
      ? [[CURSOR, `json_build_array(${sorts.map(({ sql }) => `${sql}::text`).join(", ")})`]]
      : [];
    parts.push(`(SELECT ${jsonList(recordJson(scope, row, node, cursor), sorts)} FROM ${rows}) AS page`);
  }
  if (selection.has("totalCount")) parts.push(`(SELECT count(*)::int FROM ${from}${where(matches)}) AS total`);
  return `SELECT ${parts.join(", ")}`;
}

const wantsCursors = (selection: Selection) =>
  Boolean(selection.under("edges")?.has("cursor") || selection.under("pageInfo")?.has("startCursor") || selection.under("pageInfo")?.has("endCursor"));

/** The Relay connection of an answered statement. */
export function connectionFrom<E>({ page = [], total }: ListRow, { order, size, backwards, after, before }: ListShape): Connection<E> {
  const more = page.length > size;
  const shown = backwards ? page.slice(more ? 1 : 0) : page.slice(0, size);
  const edges = shown.map((node) => ({ node: node as E, cursor: node[CURSOR] && encodeCursor(order, node[CURSOR]) } as Connection<E>["edges"][number]));
  return {
    edges,
    nodes: shown as E[],
    pageInfo: {
      hasNextPage: Boolean(before) || (!backwards && more),
      hasPreviousPage: Boolean(after) || (backwards && more),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: total,
  };
}
