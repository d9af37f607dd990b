import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@apollo/client/react";
import { useEffect, useState } from "react";
import { client } from "../../app/apollo";
import { follow } from "../../app/live/follow";
import { troubleOf } from "../../app/trouble";
import { RowsSkeleton } from "../../components/Skeletons";
import { Empty, Failure } from "../../components/States";
import { graphql } from "../../gql";
import type { ActorKind, AuditEntryFilter, TimelineSubjectKind } from "../../gql/graphql";
import { type Voice, voiceOf } from "./entryText";
import styles from "./Timeline.module.css";
import { TimelineEntry } from "./TimelineEntry";

const TIMELINE = graphql(`
  query Timeline($filter: AuditEntryFilter!, $after: String) {
    auditEntries(filter: $filter, first: 25, after: $after, orderBy: [{ field: OCCURRED_AT, direction: DESC }]) {
      edges { cursor node { id ...TimelineEntry_entry } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

const TIMELINE_LIVE = graphql(`
  subscription TimelineLive($subject: TimelineSubject!, $after: String) {
    timeline(subject: $subject, after: $after) { cursor entry { id actorKind ...TimelineEntry_entry } }
  }
`);

const COLUMNS: Record<TimelineSubjectKind, keyof AuditEntryFilter> = { DISTRIBUTOR: "distributorId", ORDER: "orderId", INVOICE: "recordId", SHIPMENT: "recordId", DOCUMENT: "recordId", EXCEPTION: "exceptionId", TASK: "taskId", DRAFT: "draftId" };
const KINDS: Record<Voice, ActorKind[]> = { people: ["USER"], agents: ["AGENT"], systems: ["SYSTEM", "INTEGRATION"] };

/** People, agents and systems on one line of time, growing as it happens. */
export function Timeline({ kind, id, number }: { kind: TimelineSubjectKind; id: string; number: string }) {
  const [voice, setVoice] = useState<Voice | "all">("all");
  const filter: AuditEntryFilter = { [COLUMNS[kind]]: id, ...(voice === "all" ? {} : { actorKind: KINDS[voice] }) };
  const { data, error, loading, refetch, fetchMore } = useQuery(TIMELINE, { variables: { filter } });
  useGrowth(kind, id, filter, voice, refetch);

  const entries = data?.auditEntries.edges ?? [];
  const page = data?.auditEntries.pageInfo;
  return (
    <div>
      <SegmentedControl size="xs" fullWidth value={voice} onChange={(value) => setVoice(value as Voice | "all")} aria-label="Whose entries" mb={8}
        data={[{ value: "all", label: "All" }, { value: "people", label: "People" }, { value: "agents", label: "Agents" }, { value: "systems", label: "Systems" }]} />
      {error && !data && <Failure {...troubleOf(error)} retry={() => void refetch()} />}
      {!data && loading && <RowsSkeleton rows={4} />}
      {data && entries.length === 0 && <Empty title="Nothing here yet">What people, agents and systems do to this record appears here as it happens.</Empty>}
      <ol className={styles.timeline} aria-label="Timeline" aria-live="polite" aria-relevant="additions">
        {entries.map(({ node }) => <TimelineEntry key={node.id} entry={node} subjectNumber={number} />)}
      </ol>
      {page?.hasNextPage && <Button variant="subtle" fullWidth onClick={() => void fetchMore({ variables: { after: page.endCursor } })}>Show earlier</Button>}
    </div>
  );
}

/** Puts every new entry at the head of the cached list, once. */
function useGrowth(kind: TimelineSubjectKind, id: string, filter: AuditEntryFilter, voice: Voice | "all", refetch: () => unknown) {
  const key = JSON.stringify(filter);
  useEffect(() => follow({
    document: TIMELINE_LIVE,
    variables: { subject: { kind, id } },
    onGap: () => void refetch(),
    onEvent: ({ timeline: { cursor, entry } }) => {
      if (entry && (voice === "all" || voiceOf(entry.actorKind) === voice)) {
        client.cache.updateQuery({ query: TIMELINE, variables: { filter: JSON.parse(key) as AuditEntryFilter } }, (before) => {
          if (!before || before.auditEntries.edges.some(({ node }) => node.id === entry.id)) return before ?? undefined;
          const edge = { __typename: "AuditEntryEdge" as const, cursor, node: entry };
          return { ...before, auditEntries: { ...before.auditEntries, edges: [edge, ...before.auditEntries.edges] } };
        });
      }
      return cursor;
    },
  }), [kind, id, key, voice, refetch]);
}
