import { Alert, Button } from "@mantine/core";
import { useApolloClient } from "@apollo/client/react";
import { useMemo, useState } from "react";
import { type RefusalData, sayRefused, useVerb } from "../../app/useVerb";
import { Facts } from "../../components/Facts";
import { MessagePreview } from "../../components/MessagePreview";
import { StateTag } from "../../components/StateTag";
import { plural } from "../../components/words";
import { type FragmentType, getFragmentData } from "../../gql";
import { ConflictDialog } from "./ConflictDialog";
import { DecideDialog } from "./DecideDialog";
import { DraftEditor } from "./DraftEditor";
import styles from "./DraftReview.module.css";
import { DRAFT_APPROVE, DRAFT_NOW } from "./draftVerbs";
import { EarlierRevisions } from "./EarlierRevisions";
import { DoubtDialog } from "./DoubtDialog";
import { DraftReview_draft } from "./fragments";
import { MessageLife } from "./MessageLife";
import { doubtsOf, piecesOf } from "./piecesOf";
import { ReviewActions } from "./ReviewActions";
import { placeOf } from "./placeOf";
import { authorOf, ReviewTerms } from "./ReviewTerms";
import { useReadRevision } from "./useReadRevision";

type Dialog = { kind: "reject" | "redo" | "doubt" | "earlier" } | { kind: "conflict"; why: string; mine?: string };

/** A draft as its channel shows it beside the facts it was written from, with the decision under it and then the message's life. */
export function DraftReview({ draft: masked, keys = true }: { draft: FragmentType<typeof DraftReview_draft>; keys?: boolean }) {
  const draft = getFragmentData(DraftReview_draft, masked);
  const apollo = useApolloClient();
  const { read, now, isStale, adopt } = useReadRevision(draft);
  const [lit, setLit] = useState<number | null>(null);
  const [text, setText] = useState<{ subject: string; body: string }>();
  const [dialog, setDialog] = useState<Dialog>();
  const [approve, approving] = useVerb(DRAFT_APPROVE);

  const revision = read?.revision;
  const pieces = useMemo(() => (revision ? piecesOf(revision) : []), [revision]);
  if (!read || !revision) return <p className="muted">The words of this draft are for its owner team, its assignee and Legal.</p>;
  const cited = new Set(pieces.flatMap(({ fact }) => (fact === undefined ? [] : [fact])));
  const doubts = doubtsOf(revision);
  const target = { draftId: draft.id, version: read.version };

  const onStale = async ({ message }: RefusalData, mine?: string) => {
    await apollo.query({ query: DRAFT_NOW, variables: { id: draft.id }, fetchPolicy: "network-only" });
    setDialog({ kind: "conflict", why: message, mine });
  };
  const approveNow = async () => {
    setDialog(undefined);
    const { refusal } = await approve({ ...target, revisionId: revision.id });
    if (refusal?.code === "STALE_VERSION") return onStale(refusal);
    if (refusal && refusal.code !== "ERROR") sayRefused(refusal);
  };

  return (
    <div className={styles.review}>
      <div className={styles.columns}>
        <div className={styles.draft}>
          {isStale && now && (
            <Alert color="yellow" variant="outline" className={styles.stale} role="status">
              <span>{authorOf(now.revision)} wrote revision {now.revision.revision} while you were reading revision {revision.revision}.</span>
              <Button variant="default" onClick={() => setDialog({ kind: "conflict", why: "" })}>See what changed</Button>
            </Alert>
          )}
          <MessagePreview kind={draft.channel.kind} place={placeOf(draft.channel, revision)} subject={text ? undefined : revision.subject}
            aside={<>{revision.revision > 1 ? <button type="button" className={styles.revisions} onClick={() => setDialog({ kind: "earlier" })}>Revision {revision.revision}: all wordings</button> : <>Revision {revision.revision}</>} · {authorOf(revision)}</>} pieces={text ? [] : pieces} lit={lit} onPoint={setLit}
            footer={<>
              {text && (
                <DraftEditor draft={target} text={text} withSubject={revision.subject !== null} onText={setText} onStale={(refusal) => void onStale(refusal, text.body)}
                  onClose={(saved) => { setText(undefined); if (saved) adopt(saved); }} />
              )}
              {!text && draft.outboundMessages.map((message) => <MessageLife key={message.id} message={message} />)}
              {!text && draft.state === "PENDING" && (
                <ReviewActions draft={draft} busy={approving} keys={keys && !dialog}
                  onApprove={() => (doubts.length ? setDialog({ kind: "doubt" }) : void approveNow())}
                  onEdit={() => setText({ subject: revision.subject ?? "", body: revision.body })}
                  onRedo={() => setDialog({ kind: "redo" })} onReject={() => setDialog({ kind: "reject" })} />
              )}
            </>} />
          {draft.state !== "PENDING" && (draft.stateReason || draft.outboundMessages.length === 0) && <p className={styles.outcome}><StateTag of="draft" state={draft.state} /> {draft.stateReason}</p>}
          {draft.state === "PENDING" && draft.stateReason && <Alert color="yellow" variant="outline">Held back: {draft.stateReason}</Alert>}
          {doubts.length > 0 && (
            <p className={styles.doubt} role="status">
              {plural(doubts.length, "figure")} in this text {doubts.length === 1 ? "has" : "have"} no fact behind {doubts.length === 1 ? "it" : "them"}. Check or edit before you approve.
            </p>
          )}
          <ReviewTerms draft={draft} revision={revision} />
        </div>
        <section className={styles.facts} aria-label="Facts behind it">
          <h2>Facts behind it</h2>
          <Facts facts={revision.facts} lit={lit} onPoint={setLit} cited={cited} />
        </section>
      </div>
      {(dialog?.kind === "reject" || dialog?.kind === "redo") && <DecideDialog verb={dialog.kind} draft={target} onClose={() => setDialog(undefined)} onStale={(refusal) => void onStale(refusal)} />}
      {dialog?.kind === "doubt" && <DoubtDialog claims={doubts} onApprove={() => void approveNow()} onClose={() => setDialog(undefined)} />}
      {dialog?.kind === "earlier" && (
        <EarlierRevisions draftId={draft.id} onClose={() => setDialog(undefined)}
          onTake={draft.state === "PENDING" ? (words) => { setText(words); setDialog(undefined); } : undefined} />
      )}
      {dialog?.kind === "conflict" && now && (
        <ConflictDialog read={revision} now={now.revision} by={authorOf(now.revision)} why={dialog.why} mine={dialog.mine}
          onAdopt={() => { setText(undefined); adopt(); setDialog(undefined); }}
          onKeepMine={dialog.mine === undefined ? undefined : () => { adopt(); setDialog(undefined); }}
          onClose={() => setDialog(undefined)} />
      )}
    </div>
  );
}
