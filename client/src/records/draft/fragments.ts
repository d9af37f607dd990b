import { graphql } from "../../gql";

/** Everything a reviewer must see of a draft; live events carry it too, so that an open review is never stale. */
export const DraftReview_draft = graphql(`
  fragment DraftReview_draft on Draft {
    id number version state stateReason expiresAt fourEyes fourEyesReason viewerMay fourEyesRefusal ownerTeam createdAt
    channel { id code kind audience name address }
    task { id taskId }
    exception { id number type title severity score value { amountMinor currency decimal } }
    distributor { id number legalName }
    currentRevision { id ...DraftRevision_revision }
    approvals { id decision reason createdAt approver { id name } revision { id revision } }
    outboundMessages(first: 10) { id ...MessageLife_message }
  }
`);

export const DraftRevision_revision = graphql(`
  fragment DraftRevision_revision on DraftRevision {
    id revision subject body authorKind instruction ungrounded addressees createdAt
    author { id name }
    agent { id name }
    aiOutput { id provider model promptVersion }
    highlights { text start end factIndex reason }
    facts { record recordType recordId field label value version derived }
  }
`);
