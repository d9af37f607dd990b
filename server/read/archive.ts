import type { Row } from "./scope.js";

const columnOf = ({ noun, alias }: Row, property: string) => {
  const column = noun.column(property);
  return column && `${alias}.${column.databaseName}`;
};

/** The condition that hides archived records; undefined for nouns that can't be archived. */
export function notArchived(row: Row): string | undefined {
  const archivedAt = columnOf(row, "archivedAt");
  return archivedAt && `${archivedAt} IS NULL`;
}

/** In a record's lists the archived are hidden, but for those that were archived together with the record itself. */
export function shownInLists(owner: Row, row: Row): string | undefined {
  const visible = notArchived(row);
  const batch = columnOf(row, "archiveBatchId");
  const ownersBatch = columnOf(owner, "archiveBatchId");
  return visible && batch && ownersBatch ? `(${visible} OR ${batch} = ${ownersBatch})` : visible;
}
