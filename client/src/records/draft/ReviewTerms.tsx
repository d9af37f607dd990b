import { StateTag } from "../../components/StateTag";
import { When } from "../../components/When";
import { teamName } from "../../components/words";
import type { DraftReview_DraftFragment, DraftRevision_RevisionFragment } from "../../gql/graphql";
import styles from "./DraftReview.module.css";

/** Who wrote a revision, as people say it. */
export const authorOf = ({ author, agent, authorKind }: DraftRevision_RevisionFragment) =>
  authorKind === "PERSON" ? (author?.name ?? "a person") : (agent?.name ?? "the agent");

/** Who decides, where it goes, until when, and on whose words. */
export function ReviewTerms({ draft, revision }: { draft: DraftReview_DraftFragment; revision: DraftRevision_RevisionFragment }) {
  const { aiOutput } = revision;
  return (
    <dl className={styles.terms}>
      <dt>Goes to</dt><dd>{draft.channel.audience === "PARTNER" && revision.addressees && <><strong>{revision.addressees.join(", ")}</strong> by </>}<code>{draft.channel.code}</code>{draft.channel.audience === "TEAM" && revision.addressees && revision.addressees.length > 1 && `, ${revision.addressees.length} recipients`}</dd>
      <dt>Decided by</dt><dd>{teamName(draft.ownerTeam)}{draft.fourEyes && <> · <strong>four eyes</strong>{draft.fourEyesReason && `: ${draft.fourEyesReason}`}</>}</dd>
      <dt>Written by</dt>
      <dd>
        {authorOf(revision)}, <When at={revision.createdAt} />
        {aiOutput && ` · ${aiOutput.provider === "template" ? "template" : `${aiOutput.provider} ${aiOutput.model}`}, prompt ${aiOutput.promptVersion}`}
        {revision.instruction && <> · asked for: “{revision.instruction}”</>}
      </dd>
      {draft.approvals.map((approval) => (
        <Decision key={approval.id} approval={approval} />
      ))}
    </dl>
  );
}

const Decision = ({ approval }: { approval: DraftReview_DraftFragment["approvals"][number] }) => (
  <>
    <dt><StateTag of="decision" state={approval.decision} /></dt>
    <dd>{approval.approver.name} on revision {approval.revision.revision}, <When at={approval.createdAt} />{approval.reason && <>: “{approval.reason}”</>}</dd>
  </>
);
