import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { troubleOf } from "../app/trouble";
import type { useFilters } from "../app/useFilters";
import { useTitle } from "../app/useTitle";
import { ListPage } from "../components/ListPage";
import { Failure } from "../components/States";
import { type Column, Table } from "../components/Table";
import { useRowKeys } from "../components/useRowKeys";

interface Connection<Row> {
  totalCount: number;
  edges: readonly { node: Row }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

interface Props<Row> {
  title: string;
  page: string;
  placeholder: string;
  filters: ReturnType<typeof useFilters>;
  choices: ReactNode;
  result: { error?: unknown; refetch: () => unknown; fetchMore: (options: { variables: { after?: string | null } }) => unknown };
  connection: Connection<Row> | undefined;
  columns: readonly Column<Row>[];
}

/** A noun's list: search and filters in the address, keyset pages, a row leading to its record. */
export function RecordList<Row extends { id: string; number: string }>({ title, page, placeholder, filters, choices, result, connection, columns }: Props<Row>) {
  useTitle(title);
  const list = useRowKeys<HTMLDivElement>();
  const rows = connection?.edges.map(({ node }) => node) ?? [];
  const next = connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : undefined;
  return (
    <ListPage title={title} search={filters.text("q")} placeholder={placeholder} onSearch={(text) => filters.set("q", text)} filters={choices}
      total={connection?.totalCount} isLoading={!connection && !result.error} isEmpty={rows.length === 0} isFiltered={filters.isAny} onReset={filters.reset}
      failure={result.error && !connection ? <Failure {...troubleOf(result.error)} retry={() => void result.refetch()} /> : undefined}
      empty={{ title: `No ${title.toLowerCase()} yet`, text: "They come in by file, or from a connected system.", action: <Button component={Link} to="/import" variant="default">Import a file</Button> }}
      onMore={next ? () => void result.fetchMore({ variables: { after: next } }) : undefined}>
      <div ref={list}><Table label={title} rows={rows} columns={columns} keyOf={({ id }) => id} to={({ number }) => `/${page}/${encodeURIComponent(number)}`} /></div>
    </ListPage>
  );
}
