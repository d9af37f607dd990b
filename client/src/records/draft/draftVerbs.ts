import { graphql } from "../../gql";

export const DRAFT_APPROVE = graphql(`
  mutation DraftApprove($input: DraftApproveInput!) {
    draftApprove(input: $input) { refusal { code message field } draft { id ...DraftReview_draft } }
  }
`);

export const DRAFT_EDIT = graphql(`
  mutation DraftEdit($input: DraftEditInput!) {
    draftEdit(input: $input) { refusal { code message field } draft { id ...DraftReview_draft } }
  }
`);

export const DRAFT_REJECT = graphql(`
  mutation DraftReject($input: DraftRejectInput!) {
    draftReject(input: $input) { refusal { code message field } draft { id ...DraftReview_draft } }
  }
`);

export const DRAFT_REDO = graphql(`
  mutation DraftRedo($input: DraftRedoInput!) {
    draftRedo(input: $input) { refusal { code message field } draft { id ...DraftReview_draft } }
  }
`);

export const MESSAGE_SETTLE = graphql(`
  mutation MessageSettle($input: OutboundMessageSettleInput!) {
    outboundMessageSettle(input: $input) { refusal { code message field } outboundMessage { id ...MessageLife_message draft { id ...DraftReview_draft } } }
  }
`);

/** The draft as it stands now, for whoever read it before. */
export const DRAFT_NOW = graphql(`
  query DraftNow($id: ID!) { draft(id: $id) { id ...DraftReview_draft } }
`);
