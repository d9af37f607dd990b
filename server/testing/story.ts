import { recordingChannel } from "../adapters/channels/recording/channel.js";
import { type Context, systemContext } from "../context.js";
import { checkTask } from "../domain/followUps/checkTask.js";
import { newToken } from "../domain/people/token.js";
import { Scope } from "../policies/scopes.js";
import { postDue } from "../domain/posting/postDue.js";
import { hour, type Made } from "./builders.js";
import { asOwner } from "./testDatabase.js";
import { call, type Person, type Reply, type TestTower } from "./startTower.js";

/** What each mutation answers with beside its refusal. */
const ANSWERS: Record<string, string> = {
  exceptionOpen: "exception { id version number state }",
  exceptionDismiss: "exception { id version state dismissedAt dismissedReason }",
  exceptionAssignAgent: "followUpTask { id version taskId status assignedAgent slaDueAt allowedActions blockedActions }",
  followUpTaskUpdate: "followUpTask { id version taskId status priority communicationChannels allowedActions blockedActions nextCheckAt }",
  followUpTaskSnooze: "followUpTask { id version taskId status snoozedUntil slaState }",
  followUpTaskResolve: "followUpTask { id version taskId status slaState resolution }",
  followUpTaskReopen: "followUpTask { id version taskId status slaState reopenedCount exception { state } }",
  outboundMessageSettle: "outboundMessage { id version status settledReason }",
  inboundEventReplay: "inboundEvent { id version state attempts nextAttemptAt }",
  exchangeRateEnter: "rate { day currency rate source }",
  recordsImport: "import { id state createdCount unchangedCount }",
  detectionRun: "run { id opened cleared } forecasts { rule wouldFire }",
  signIn: "token viewer { name }",
};
const DRAFT = `draft { id version number state stateReason fourEyes viewerMay currentRevision { id revision body instruction authorKind } }`;

export interface Outcome extends Reply {
  /** Code of the error or refusal; undefined where it was done. */
  code?: string;
  message?: string;
  /** The input at fault. */
  field?: string;
  /** The record it answered with. */
  record?: any;
}

/** The usual steps of a case, each through the API, so that a test begins where it has something to say. */
export class Story {
  readonly system: Context;

  constructor(readonly tower: TestTower) {
    this.system = systemContext(tower.services, "test");
  }

  /** Calls a mutation as somebody. */
  async does(person: Person | undefined, mutation: string, input: object): Promise<Outcome> {
    return outcomeOf(await this.tower.as(person)(...mutationOf(mutation, input)), mutation);
  }

  /** The same with a token of one's own. */
  async doesWith(token: string, mutation: string, input: object): Promise<Outcome> {
    return outcomeOf(await call(this.tower.url, ...mutationOf(mutation, input), token), mutation);
  }

  /** An integration's token that acts for somebody. */
  async apiToken(person: Person, scopes: string[] = Object.values(Scope)): Promise<string> {
    const { token, hash } = newToken("tower_api");
    const { userId } = await this.tower.actor(person);
    await this.tower.given.insert("api_tokens", { userId, name: "Warehouse system", prefix: token.slice(0, 12), tokenHash: hash, scopes, expiresAt: hour(24) });
    return token;
  }

  /** An exception of accounting, opened by hand on an invoice. */
  async exception({ by = "accounting", value = 1_842_000, ...invoice }: { by?: Person; value?: number; distributor?: Made } = {}): Promise<{ invoice: Made; exception: any }> {
    const made = await this.tower.given.invoice({ outstandingMinor: value, ...invoice });
    const { record } = await this.done(by, "exceptionOpen", { subjectKind: "INVOICE", subjectId: made.number, title: "They say that they never got it", severity: 3 });
    return { invoice: made, exception: record };
  }

  async task({ assign = {}, ...given }: Parameters<Story["exception"]>[0] & { assign?: object } = {}) {
    const { invoice, exception } = await this.exception(given);
    const { record } = await this.done("accounting", "exceptionAssignAgent", { exceptionId: exception.id, version: exception.version, ...assign });
    return { invoice, exception, task: record };
  }

  /** A task whose agent has written. */
  async draft(given: Parameters<Story["task"]>[0] = {}) {
    const made = await this.task(given);
    await this.check(made.task.id);
    return { ...made, task: await this.read(made.task.id, "follow_up_tasks"), draft: await this.draftOf(made.task.id) };
  }

  /** The same, approved; its message stands in the queue. */
  async approved(given: Parameters<Story["task"]>[0] = {}) {
    const made = await this.draft(given);
    const { record } = await this.done("accounting", "draftApprove", approval(made.draft));
    const [message] = await this.rows(`SELECT * FROM outbound_messages WHERE draft_id = $1`, [record.id]);
    return { ...made, draft: record, message: message! };
  }

  /** The newest draft of a task as a reviewer reads it. */
  async draftOf(taskId: string): Promise<any> {
    const [{ id }] = (await this.rows(`SELECT id FROM drafts WHERE task_id = $1 ORDER BY id DESC LIMIT 1`, [taskId])) as [{ id: string }];
    return (await this.tower.as("admin")(`query($id: ID!) { draft(id: $id) { ${DRAFT.slice("draft { ".length)} }`, { id })).data.draft;
  }

  /** The task's alarm rings. */
  check = (taskId: string) => checkTask(this.system, taskId);

  /** The outbox is worked off. */
  post = () => postDue(this.system, () => recordingChannel);

  async done(person: Person, mutation: string, input: object): Promise<Outcome> {
    const outcome = await this.does(person, mutation, input);
    if (outcome.code) throw new Error(`${mutation}: ${outcome.code} ${outcome.message}`);
    return outcome;
  }

  /** Another destination of everybody's messages. */
  async channel(code: string, kind = "slack", audience = "team"): Promise<string> {
    await this.tower.given.insert("channels", { code, kind, audience, name: code, address: code, recipients: audience === "team" ? [code] : [] });
    return code;
  }

  /** A person at a distributor, who has agreed to e-mail unless said otherwise. */
  contact = ({ id }: Made, values: object = {}): Promise<Made> =>
    this.tower.given.insert("contacts", { distributorId: id, name: "Ida Halvorsen", email: "ida@halvorsen.example", isPrimary: true, consents: ["email"], ...values });

  async read(id: string, table: string): Promise<any> {
    return (await this.rows(`SELECT * FROM ${table} WHERE id = $1`, [id]))[0];
  }

  /** What the application itself may not do. */
  asOwner = (sql: string, parameters: unknown[] = []) => asOwner(this.tower.ownerUrl, sql, parameters);

  async rows(sql: string, parameters: unknown[] = []): Promise<Record<string, any>[]> {
    return (await this.tower.services.pool.query(sql, parameters)).rows;
  }
}

/** Exactly what the reviewer read. */
export const approval = (draft: any) => ({ draftId: draft.id, version: draft.version, revisionId: draft.currentRevision.id });

/** The document and variables of a mutation that takes one input. */
const answerOf = (mutation: string) => {
  const [, noun] = /^(\w+)(Archive|Restore)$/.exec(mutation) ?? [];
  return ANSWERS[mutation] ?? (noun ? `${noun} { id version number archivedAt }` : DRAFT);
};

export function mutationOf(mutation: string, input: object): [string, object] {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  return [`mutation($input: ${type}!) { ${mutation}(input: $input) { refusal { code message field } ${answerOf(mutation)} } }`, { input }];
}

export function outcomeOf(reply: Reply, mutation: string): Outcome {
  const { refusal, ...answer } = reply.data?.[mutation] ?? {};
  const [error] = reply.errors ?? [];
  const { code, message, field } = error ? { code: error.extensions?.code ?? "UNKNOWN", message: error.message, field: error.extensions?.field } : (refusal ?? {});
  return { ...reply, errors: reply.errors, code, message, field, record: Object.values(answer).find((value) => value !== null) };
}
