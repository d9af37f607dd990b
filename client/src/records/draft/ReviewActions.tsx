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
  const may = (verb: string) => draft.viewerMay.includes(verb);
  const offered = [
    { verb: "draftApprove", key: "a", label: `Approve and post ${draft.number}`, run: onApprove }, { verb: "draftRedo", label: `Ask to redo ${draft.number}`, run: onRedo },
    { verb: "draftReject", label: `Reject ${draft.number}`, run: onReject }, { verb: "draftEdit", key: "e", label: `Edit ${draft.number}`, run: onEdit },
  ];
  useActions(keys && !busy ? offered.filter(({ verb }) => may(verb)) : []);
  return (
    <div className={styles.actions}>
      <Button onClick={onApprove} loading={busy} disabled={!may("draftApprove")} rightSection={<Kbd>A</Kbd>} aria-keyshortcuts="a">Approve and post</Button>
      <Button variant="default" onClick={onEdit} disabled={!may("draftEdit")} rightSection={<Kbd>E</Kbd>} aria-keyshortcuts="e">Edit</Button>
      <Button variant="default" onClick={onRedo} disabled={!may("draftRedo")}>Redo…</Button>
      <Button variant="default" onClick={onReject} disabled={!may("draftReject")}>Reject…</Button>
      <span className={styles.expires}>expires <When at={draft.expiresAt} /></span>
      {!may("draftApprove") && (
        <p className={styles.why}>
          {draft.fourEyesRefusal ?? "Your role or team may not decide on this draft."} Another person of {teamName(draft.ownerTeam)} or an admin decides.
        </p>
      )}
    </div>
  );
}
