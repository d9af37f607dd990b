import { useState } from "react";
import { getFragmentData } from "../../gql";
import type { DraftReview_DraftFragment, DraftRevision_RevisionFragment } from "../../gql/graphql";
import { DraftRevision_revision } from "./fragments";

export interface ReadRevision { revision: DraftRevision_RevisionFragment; version: number }

/**
 * The revision under the reviewer's eyes. It stays put when a newer one arrives, so that nobody approves a text that
 * changed between reading and clicking; `adopt` moves on to the newest, or to the one a save answered with, which the
 * draft itself may tell of a moment later.
 */
export function useReadRevision(draft: DraftReview_DraftFragment) {
  const now = latestOf(draft);
  const [read, setRead] = useState<ReadRevision | null>(now);
  const [draftId, setDraftId] = useState(draft.id);
  const otherDraft = draftId !== draft.id;
  const sameWords = now && read?.revision.id === now.revision.id && read.version < now.version;
  if (otherDraft) setDraftId(draft.id);
  if (otherDraft || sameWords || (!read && now) || (now && draft.state !== "PENDING" && read?.revision.id !== now.revision.id)) setRead(now);
  const shown = otherDraft || !read ? now : read;
  return { read: shown, now, isStale: Boolean(shown && now && shown.revision.revision < now.revision.revision), adopt: (saved = draft) => setRead(latestOf(saved)) };
}

const latestOf = ({ currentRevision, version }: DraftReview_DraftFragment): ReadRevision | null => {
  const revision = getFragmentData(DraftRevision_revision, currentRevision);
  return revision ? { revision, version } : null;
};
