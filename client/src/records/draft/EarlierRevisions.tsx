import { useQuery } from "@apollo/client/react";
import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { troubleOf } from "../../app/trouble";
import { RowsSkeleton } from "../../components/Skeletons";
import { Failure } from "../../components/States";
import { TextDiff } from "../../components/TextDiff";
import { When } from "../../components/When";
import { getFragmentData, graphql } from "../../gql";
import { textOf } from "./ConflictDialog";
import { DraftRevision_revision } from "./fragments";
import { authorOf } from "./ReviewTerms";

const DRAFT_REVISIONS = graphql(`
  query DraftRevisions($id: ID!) { draft(id: $id) { id revisions(first: 100) { id ...DraftRevision_revision } } }
`);

interface Props {
  draftId: string;
  /** Puts an earlier wording into the editor; left out where the draft can't be edited any more. */
  onTake?: (words: { subject: string; body: string }) => void;
  onClose: () => void;
}

/** Every wording the draft has had, each against the one that stands now, and the way back to it. */
export function EarlierRevisions({ draftId, onTake, onClose }: Props) {
  const { data, error, refetch } = useQuery(DRAFT_REVISIONS, { variables: { id: draftId }, fetchPolicy: "cache-and-network" });
  const revisions = [...getFragmentData(DraftRevision_revision, data?.draft?.revisions ?? [])].sort((one, other) => one.revision - other.revision);
  const now = revisions.at(-1);
  const [chosen, setChosen] = useState<number>();
  const at = chosen === undefined ? revisions.length - 2 : revisions.findIndex(({ revision }) => revision === chosen);
  const shown = revisions[Math.max(0, at)];
  return (
    <Modal opened onClose={onClose} title="Every wording of this draft" size="xl">
      {error && !data ? <Failure {...troubleOf(error)} retry={() => void refetch()} /> : !shown || !now ? <RowsSkeleton rows={4} /> : (
        <Stack>
          <Group justify="space-between">
            <h2>Revision {shown.revision} of {now.revision} · {authorOf(shown)}, <When at={shown.createdAt} /></h2>
            <Group gap="xs">
              <Button variant="default" disabled={at <= 0} onClick={() => setChosen(revisions[at - 1]!.revision)}>Earlier</Button>
              <Button variant="default" disabled={at >= revisions.length - 1} onClick={() => setChosen(revisions[at + 1]!.revision)}>Later</Button>
            </Group>
          </Group>
          {shown.instruction && <p className="muted">Asked for: “{shown.instruction}”</p>}
          <TextDiff before={textOf(shown)} after={textOf(now)} />
          <p className="muted">{shown === now ? "This is what stands now." : "Struck through is what that revision said; underlined is what stands now."}</p>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>Close</Button>
            {onTake && shown !== now && <Button onClick={() => onTake({ subject: shown.subject ?? "", body: shown.body })}>Edit from revision {shown.revision}</Button>}
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
