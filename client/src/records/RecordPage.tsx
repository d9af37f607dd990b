import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useReread } from "../app/live/changes";
import { troubleOf } from "../app/trouble";
import { useTitle } from "../app/useTitle";
import { Panel } from "../components/Panel";
import { RecordLayout } from "../components/RecordLayout";
import { RecordSkeleton } from "../components/Skeletons";
import { Failure } from "../components/States";
import type { FragmentType } from "../gql";
import type { SubjectKind } from "../gql/graphql";
import { NoSuchRecord } from "../pages/NotFound/NotFound";
import { BlockersPanel, StuckLine } from "./exception/Blockers";
import type { ExceptionRow_exception } from "./exception/ExceptionRow";
import { ReportDialog } from "./exception/ReportDialog";
import styles from "./RecordPage.module.css";
import { Timeline } from "./timeline/Timeline";

interface Props<Found extends { id: string }> {
  what: string;
  kind: SubjectKind;
  number: string;
  result: { data?: unknown; error?: unknown; refetch: () => unknown };
  record: Found | null | undefined;
  /** The words of the head beside the number. */
  title: (record: Found) => ReactNode;
  tags: (record: Found) => ReactNode;
  exceptions: (record: Found) => readonly FragmentType<typeof ExceptionRow_exception>[];
  children: (record: Found) => ReactNode;
}

/** What all record pages share: loading, missing, head with the blocker, exceptions, story. */
export function RecordPage<Found extends { id: string }>({ what, kind, number, result, record, title, tags, exceptions, children }: Props<Found>) {
  useTitle(number);
  const [reporting, setReporting] = useState(false);
  useReread(["exceptions", "tasks"], () => result.refetch());
  if (result.error && !result.data) return <Failure {...troubleOf(result.error)} retry={() => void result.refetch()} />;
  if (!result.data) return <RecordSkeleton />;
  if (!record) return <NoSuchRecord what={what} number={number} />;
  return (
    <RecordLayout
      head={
        <header className={styles.head}>
          <p className="muted">{what} <span className="num">{number}</span></p>
          <h1>{title(record)}</h1>
          <p className={styles.tags}>{tags(record)}</p>
          <StuckLine exceptions={exceptions(record)} />
          <Button variant="subtle" className={styles.report} onClick={() => setReporting(true)}>Report a blocker…</Button>
          {reporting && <ReportDialog subjectKind={kind} number={number} onClose={() => setReporting(false)} />}
        </header>
      }
      story={<Panel title="Timeline"><Timeline kind={kind} id={record.id} number={number} /></Panel>}>
      {children(record)}
      <BlockersPanel exceptions={exceptions(record)} />
    </RecordLayout>
  );
}
