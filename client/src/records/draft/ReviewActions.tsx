import { Button } from "@mantine/core";
import { useActions } from "../../app/actions";
import { Kbd } from "../../components/Kbd";
import { When } from "../../components/When";
import { teamName } from "../../components/words";
import type { DraftReview_DraftFragment } from "../../gql/graphql";
import styles from "./DraftReview.module.css";

interface Props {
  draft: DraftReview_DraftFragment;
  busy: boolean;
  keys: boolean;
  onApprove: () => void;
  onEdit: () => void;
  onRedo: () => void;
  onReject: () => void;
}

/** The four things a person may do with a draft; who may not is told why. */
export function ReviewActions({ draft, busy, keys, onApprove, onEdit, onRedo, onReject }: Props) {
  const mayDecide = draft.viewerMayDecide;
  const decisions = mayDecide && !busy
    ? [{ key: "a", label: `Approve and post ${draft.number}`, run: onApprove }, { label: `Ask to redo ${draft.number}`, run: onRedo }, { label: `Reject ${draft.number}`, run: onReject }]
    : [];
  useActions(keys ? [...decisions, { key: "e", label: `Edit ${draft.number}`, run: onEdit }] : []);
  return (
    <div className={styles.actions}>
      <Button onClick={onApprove} loading={busy} disabled={!mayDecide} rightSection={<Kbd>A</Kbd>} aria-keyshortcuts="a">Approve and post</Button>
      <Button variant="default" onClick={onEdit} rightSection={<Kbd>E</Kbd>} aria-keyshortcuts="e">Edit</Button>
      <Button variant="default" onClick={onRedo} disabled={!mayDecide}>Redo…</Button>
      <Button variant="default" onClick={onReject} disabled={!mayDecide}>Reject…</Button>
      <span className={styles.expires}>expires <When at={draft.expiresAt} /></span>
      {!mayDecide && (
        <p className={styles.why}>
          {draft.viewerMayNotDecideBecause} Another person of {teamName(draft.ownerTeam)} or an admin decides.
        </p>
      )}
    </div>
  );
}
