import { graphql } from "../../gql";

export const EXCEPTION_ASSIGN = graphql(`
  mutation ExceptionAssign($input: ExceptionAssignAgentInput!) {
    exceptionAssignAgent(input: $input) { refusal { code message field } followUpTask { id taskId ...TaskRow_task exception { id ...ExceptionRow_exception } } }
  }
`);

export const EXCEPTION_OPEN = graphql(`
  mutation ExceptionOpen($input: ExceptionOpenInput!) {
    exceptionOpen(input: $input) { refusal { code message field } exception { id ...ExceptionRow_exception number } }
  }
`);

export const EXCEPTION_DISMISS = graphql(`
  mutation ExceptionDismiss($input: ExceptionDismissInput!) {
    exceptionDismiss(input: $input) { refusal { code message field } exception { id dismissedReason ...ExceptionRow_exception } }
  }
`);

export const ASSIGN_CHOICES = graphql(`
  query AssignChoices($team: [TeamCode!]!, $exception: ID!) {
    exceptionAssignment(id: $exception) { responseDueAt slaDueAt channels }
    agentProfiles(filter: { active: true }, first: 50) { nodes { id code name description team } }
    users(filter: { teams: $team }, first: 200, orderBy: [{ field: NAME }]) { nodes { id name } }
    channels(filter: { active: true }, first: 100, orderBy: [{ field: CODE }]) { nodes { id code name kind team } }
  }
`);
