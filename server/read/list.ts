import { answerJson } from "./answer.js";
import { notArchived } from "./archive.js";
import type { Connection } from "./connection.js";
import { filterSql, type FilterShape } from "./filter.js";
import { recordGuard } from "./guard.js";
import { beyond, cursorSql, type Side } from "./keyset.js";
import { objectSql } from "./leaf.js";
import type { Noun } from "./noun.js";
import type { Order } from "./order.js";
import { pageOf } from "./page.js";
import type { Range } from "./range.js";
import { recordJson } from "./record.js";
import { all, where, type Row, type Scope } from "./scope.js";
import { Selection, type SelectedField } from "./selection.js";

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

/** The one row that a page's statement answers with; what was not selected is missing. */
export interface PageRow {
  /** How many records the page's range held, one more than it shows when there are more. */
  found?: number;
  first?: string | null;
  last?: string | null;
  nodes?: (object & { [CURSOR]?: string })[];
  /** Where the statement writes the answer: each list of it, by its place in the selection. */
  [written: `text ${number}`]: string;
}

// Names with two underscores are GraphQL's own, so no field can take this key.
const CURSOR = "__cursor";
const LISTS = ["nodes", "edges"];
// Not the key: PostgreSQL cuts the names of columns short.
const textOf = ({ fields }: Selection, selected: SelectedField) => `text ${fields.indexOf(selected)}` as const;

/** SQL of how many records match on all pages together. */
export function totalSql(scope: Scope, shape: ListShape): string {
  const row = scope.row(shape.noun);
  return `SELECT count(*)::int AS total FROM ${row.noun.table} ${row.alias}${where(matching(scope, row, shape))}`;
}

/** SQL of a page in its order as JSON; empty where nothing of the page was selected. */
export function pageSql(scope: Scope, shape: ListShape, selection: Selection): string {
  return statement(scope, shape, selection, (row, cursor) => {
    const node = Selection.merged(selection.under("nodes"), selection.under("edges", "node"));
    const wantsCursor = selection.under("edges")?.has("cursor");
    return [["nodes", recordJson(scope, row, node, wantsCursor ? [[CURSOR, cursor]] : [])]];
  });
}

/** The same, with each list as the text that the response shows. */
export function answeredPageSql(scope: Scope, shape: ListShape, selection: Selection): string {
  return statement(scope, shape, selection, (row, cursor) => selection.fields.filter(({ field }) => LISTS.includes(field.name)).map((selected) => {
    const of = selection.of(selected);
    const node = (nodes: Selection) => answerJson(scope, row, nodes);
    const edge = (each: SelectedField) => (each.field.name === "cursor" ? cursor : node(of.of(each)));
    return [textOf(selection, selected), selected.field.name === "nodes" ? node(of) : objectSql(of, edge)];
  }), "::text");
}

type Lists = (row: Row, cursor: string) => [name: string, json: string][];

function statement(scope: Scope, shape: ListShape, selection: Selection, lists: Lists, cast = ""): string {
  const { noun, order, backwards, size } = shape;
  const row = scope.row(noun);
  if (![...LISTS, "pageInfo"].some((name) => selection.has(name))) return "";
  const { from: rows, sorts } = pageOf(scope, row, {
    from: `${noun.table} ${row.alias}`, order, backwards,
    limit: size + 1, // one more tells whether there are more
    conditions: (by) => [matching(scope, row, shape), ...(["after", "before"] as Side[]).map((side) => shape[side] && beyond(by, shape[side], side, scope.parameters))],
  });
  const cursor = cursorSql(order, sorts);
  const place = `${row.alias}."place"`;
  const json = selection.has("nodes") || selection.has("edges") ? lists(row, cursor) : [];
  const parts = json.map(([name, record]) =>
    `COALESCE(json_agg(${record} ORDER BY ${place}${backwards ? " DESC" : ""}) FILTER (WHERE ${place} <= ${size}), '[]')${cast} AS "${name}"`);
  parts.push(`count(*)::int AS found`);
  const ends = (["startCursor", "endCursor"] as const).map((name) => selection.under("pageInfo")?.has(name));
  if (ends.some(Boolean)) {
    const at = (which: string) => `max(${cursor}) FILTER (WHERE ${place} = ${which})`;
    const [nearest, furthest] = [at(String(Math.min(1, size))), at(`LEAST(${row.alias}."found", ${size})`)];
    parts.push(`${backwards ? furthest : nearest} AS first`, `${backwards ? nearest : furthest} AS last`);
  }
  const numbered = `SELECT ${row.alias}.*, row_number() OVER () AS "place"${ends.some(Boolean) ? `, count(*) OVER () AS "found"` : ""} FROM ${rows}`;
  return `SELECT ${parts.join(", ")} FROM (${numbered}) ${row.alias}`;
}

const matching = (scope: Scope, row: Row, { filter, includeArchived }: ListShape) =>
  all(recordGuard(scope, row), includeArchived ? undefined : notArchived(row), ...filterSql(scope, row, filter));

const pageInfoOf = ({ found = 0, first = null, last = null }: PageRow, { size, backwards, after, before }: ListShape) => ({
  hasNextPage: Boolean(before) || (!backwards && found > size),
  hasPreviousPage: Boolean(after) || (backwards && found > size),
  startCursor: first,
  endCursor: last,
});

/** The Relay connection of an answered statement. */
export function connectionFrom<E>(row: PageRow, total: number | undefined, shape: ListShape): Connection<E> {
  const { nodes = [] } = row;
  const edges = nodes.map((node) => ({ node: node as E, cursor: node[CURSOR]! }));
  return { edges, nodes: nodes as E[], pageInfo: pageInfoOf(row, shape), totalCount: total };
}

/** The same as the text that the response shows. */
export function connectionText(row: PageRow, total: number | undefined, shape: ListShape, selection: Selection): string {
  const texts: Record<string, (selected: SelectedField) => string> = {
    nodes: (selected) => row[textOf(selection, selected)]!,
    edges: (selected) => row[textOf(selection, selected)]!,
    totalCount: () => String(total),
    pageInfo: (selected) => {
      const info: Record<string, unknown> = pageInfoOf(row, shape);
      return objectText(selection.of(selected), ({ field }) => JSON.stringify(info[field.name]));
    },
  };
  return objectText(selection, (selected) => texts[selected.field.name]!(selected));
}

/** An object of the response: each selected field under its key. */
export const objectText = ({ type, fields }: Selection, text: (selected: SelectedField) => string): string =>
  `{${fields.map((selected) => `${JSON.stringify(selected.key)}:${selected.field.name === "__typename" ? `"${type.name}"` : text(selected)}`).join()}}`;
