import { graphql } from "../../gql";

export const TASK_SNOOZE = graphql(`
  mutation TaskSnooze($input: FollowUpTaskSnoozeInput!) {
    followUpTaskSnooze(input: $input) { refusal { code message field } followUpTask { id version ...TaskRow_task ...TaskHead_task } }
  }
`);

export const TASK_RESOLVE = graphql(`
  mutation TaskResolve($input: FollowUpTaskResolveInput!) {
    followUpTaskResolve(input: $input) { refusal { code message field } followUpTask { id version ...TaskRow_task ...TaskHead_task } }
  }
`);

export const TASK_REOPEN = graphql(`
  mutation TaskReopen($input: FollowUpTaskReopenInput!) {
    followUpTaskReopen(input: $input) { refusal { code message field } followUpTask { id version ...TaskRow_task ...TaskHead_task } }
  }
`);

export const TASK_UPDATE = graphql(`
  mutation TaskUpdate($input: FollowUpTaskUpdateInput!) {
    followUpTaskUpdate(input: $input) { refusal { code message field } followUpTask { id version ...TaskRow_task ...TaskHead_task } }
  }
`);

export const DRAFT_PROPOSE = graphql(`
  mutation DraftPropose($input: DraftProposeInput!) {
    draftPropose(input: $input) { refusal { code message field } draft { id ...DraftReview_draft task { id ...TaskRow_task } } }
  }
`);

export const EXCEPTION_CAUSE = graphql(`
  query ExceptionCause($id: ID!) { exceptionCause(id: $id) { stands reason } }
`);
