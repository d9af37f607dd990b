import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./Table.module.css";

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
  align?: "right";
  /** What a narrow screen can do without. */
  wide?: boolean;
}

interface Props<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  /** Where a row leads; its first cell holds the link, which covers the row. */
  to?: (row: Row) => string;
}

/** Records in rows. */
export function Table<Row>({ label, rows, columns, keyOf, to }: Props<Row>) {
  const classOf = ({ align, wide }: Column<Row>) => [align === "right" && styles.right, wide && styles.wide].filter(Boolean).join(" ") || undefined;
  return (
    <table className={styles.table}>
      <caption className="sr-only">{label}</caption>
      <thead><tr>{columns.map((column) => <th key={column.head} scope="col" className={classOf(column)}>{column.head}</th>)}</tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column, index) => (
              <td key={column.head} className={classOf(column)}>{index === 0 && to ? <Link to={to(row)} className={styles.open} data-row>{column.cell(row)}</Link> : column.cell(row)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
