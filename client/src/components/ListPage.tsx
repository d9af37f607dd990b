import { Button, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import styles from "./ListPage.module.css";
import { RowsSkeleton } from "./Skeletons";
import { Empty } from "./States";

interface Props {
  title: string;
  search: string;
  placeholder: string;
  onSearch: (text: string) => void;
  filters?: ReactNode;
  /** Rows match out of all pages together. */
  total?: number;
  isLoading: boolean;
  failure?: ReactNode;
  isEmpty: boolean;
  isFiltered: boolean;
  /** What will appear here, and how to make it appear. */
  empty: { title: string; text: string; action?: ReactNode };
  onReset: () => void;
  onMore?: () => void;
  children: ReactNode;
}

/** A list with its search and filters; both live in the address, so that a view can be sent to a colleague. */
export function ListPage({ title, search, placeholder, onSearch, filters, total, isLoading, failure, isEmpty, isFiltered, empty, onReset, onMore, children }: Props) {
  const [text, setText] = useState(search);
  useEffect(() => setText(search), [search]);
  const later = useDebouncedCallback(onSearch, 250);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{title}{total !== undefined && <span className={styles.total}>{total.toLocaleString()}</span>}</h1>
      </header>
      <div className={styles.filters}>
        <TextInput className={styles.search} leftSection={<IconSearch size={14} aria-hidden />} placeholder={placeholder} aria-label={placeholder} value={text}
          onChange={(event) => { setText(event.currentTarget.value); later(event.currentTarget.value); }} />
        {filters}
        {isFiltered && <Button variant="subtle" onClick={onReset}>Clear filters</Button>}
      </div>
      {failure ?? (
        <div className={styles.list}>
          {isLoading ? <RowsSkeleton /> : isEmpty
            ? isFiltered ? <Empty title="Nothing matches" action={<Button variant="default" onClick={onReset}>Clear filters</Button>}>No record fits the search and filters chosen.</Empty> : <Empty title={empty.title} action={empty.action}>{empty.text}</Empty>
            : children}
        </div>
      )}
      {onMore && !isLoading && <Button variant="default" onClick={onMore} className={styles.more}>Load more</Button>}
    </div>
  );
}
