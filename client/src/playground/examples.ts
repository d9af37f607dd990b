interface Example { query: string; variables?: string }

/** Numbers begin anew each year; the first of this one is there as soon as anything is. */
const YEAR = new Date().getFullYear();

const example = (query: string, variables?: object): Example => ({ query: query.trim(), ...(variables ? { variables: JSON.stringify(variables, null, 2) } : {}) });

/** The whole loop, one tab a step; each is named by its operation and says in its comment where its variables come from. */
export const examplesFor = (login = { email: "", password: "" }): Example[] => [
  example(`
# 1. The session cookie is set for this browser; the demo prints its logins at start and serves them at /demo-logins.
mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    refusal { code message }
    viewer { name roles teams environment timeZone drafter }
  }
}`, { input: login }),
  example(`
# 2. What is stuck, the most pressing first.
query Queue {
  exceptions(filter: { active: true }, first: 10, orderBy: [{ field: SCORE, direction: DESC }]) {
    totalCount
    nodes { number title severity score ownerTeam value { decimal currency } distributor { number legalName } followUpTasks { taskId status } }
  }
}`),
  example(`
# 3. Why it counts as it does, and from which facts. Take a number from the queue.
query OneException($number: String!) {
  exception(number: $number) {
    id version number title score
    scoreParts { label points weight value }
    facts { label value record version }
    recommendedAction agentCode
    followUpTasks { taskId status assignedAgent slaDueAt drafts { id number state } }
  }
}`, { number: `EXC-${YEAR}-001` }),
  example(`
# 4. Makes it accountable work. id and version come from the exception.
mutation AssignAgent($input: ExceptionAssignAgentInput!) {
  exceptionAssignAgent(input: $input) {
    refusal { code message field }
    followUpTask { taskId status assignedAgent humanOwner slaDueAt nextCheckAt communicationChannels channelPolicy allowedActions blockedActions escalationRule }
  }
}`, { input: { exceptionId: "", version: 1 } }),
  example(`
# 5. Has the agent draft now instead of at its next check. Nothing is sent.
mutation ProposeDraft($input: DraftProposeInput!) {
  draftPropose(input: $input) {
    refusal { code message }
    draft {
      id number version state expiresAt fourEyes viewerMay channel { code }
      currentRevision { id revision subject body ungrounded facts { label value record version } }
    }
  }
}`, { input: { taskId: `FOLLOW-${YEAR}-001` } }),
  example(`
# 6. Approves exactly the revision you read; it is posted once, right after.
mutation ApproveDraft($input: DraftApproveInput!) {
  draftApprove(input: $input) {
    refusal { code message }
    draft { number state outboundMessages { id status channel { code } externalMessageId } }
  }
}`, { input: { draftId: "", version: 1, revisionId: "" } }),
  example(`
# 7. The story of a task, the newest first. taskId is the task's id (not its number).
query Timeline($taskId: ID!) {
  auditEntries(filter: { taskId: $taskId }, first: 30, orderBy: [{ field: OCCURRED_AT, direction: DESC }]) {
    nodes { position occurredAt type actorKind actorName subjectNumber via details }
  }
}`, { taskId: "" }),
  example(`
# 8. What happens to drafts and their messages, as it happens. Give the last cursor as after to resume without a gap.
subscription ApprovalEvents($after: String) {
  approvalEvents(after: $after) {
    cursor type occurredAt actorKind actorName
    draft { number state outboundMessages { status externalMessageId } }
  }
}`, { after: null }),
];
