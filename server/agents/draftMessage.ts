import type { AIMessage } from "@langchain/core/messages";
import type { AgentAction } from "../../entities/enums.js";
import type { Fact } from "../../entities/Fact.js";
import { CallRecord } from "./CallRecord.js";
import { visible, visibleLine } from "../domain/visible.js";
import type { DraftBrief, DraftContent, DraftFailure, DraftOutcome, UngroundedFigure } from "./DraftBrief.js";
import { DRAFT_TOOL, type DraftAnswer, draftPrompt, DraftSchema, promptInput, promptVersionOf } from "./draftPrompt.js";
import { failureInAnswer, failureOf } from "./failure.js";
import { groundText } from "./grounding.js";
import { Mask } from "./masking.js";
import { type ConfiguredModel, type DraftModel, MAX_OUTPUT_TOKENS } from "./model.js";
import { wordingFor } from "./profiles.js";
import { TEMPLATE_MODEL, TEMPLATE_PROVIDER, TEMPLATE_VERSION, templateDraft } from "./template.js";

const CHARACTERS_A_TOKEN = 4;
const INTERNAL_FACT = /margin|cost|score|severity|screening|exposure|level|sample|allowed/i;
const MONEY = /\b[A-Z]{3} -?[\d,]+(?:\.\d+)?\b/;

/**
 * Writes one message about one exception. It never throws: whatever a model, a provider or the network does comes back
 * as a typed failure to be put on record. The answer is words alone; who receives them, whether they go out and what
 * may follow is decided elsewhere, from what a model never touches.
 */
export async function draftMessage({ model }: { model: DraftModel }, brief: DraftBrief): Promise<DraftOutcome> {
  const started = performance.now();
  const facts = brief.facts.filter((fact) => mayBeSaid(brief, fact));
  const mask = maskFor(brief);
  const outcome: DraftOutcome = {
    content: null,
    provider: model?.provider ?? TEMPLATE_PROVIDER,
    model: model?.name ?? TEMPLATE_MODEL,
    promptVersion: model ? promptVersionOf(brief) : TEMPLATE_VERSION,
    latencyMs: 0,
    ungrounded: [],
    factsAsSent: facts.map((fact) => ({ ...fact, label: mask.hide(fact.label), value: mask.hide(fact.value) })),
    notes: [],
  };
  try {
    const refusal = refusalOf(brief);
    if (refusal) Object.assign(outcome, refusal);
    else if (model) await ask(model, brief, mask, outcome);
    else Object.assign(outcome, templateDraft(brief, facts));
    outcome.ungrounded = outcome.content ? doubtsAbout(brief, outcome.content, facts) : [];
  } catch (error) {
    Object.assign(outcome, { content: null }, failureOf(error, model?.secret));
  }
  outcome.latencyMs = Math.round(performance.now() - started);
  return outcome;
}

/** One call of the chain: prompt, model, schema; then everything the answer may not have is taken off it. */
async function ask(model: ConfiguredModel, brief: DraftBrief, mask: Mask, outcome: DraftOutcome): Promise<void> {
  const input = promptInput(brief, outcome.factsAsSent, (text) => mask.hide(text));
  const length = Object.values(input).join("").length;
  if (brief.remainingTokens !== undefined && length / CHARACTERS_A_TOKEN + MAX_OUTPUT_TOKENS > brief.remainingTokens) {
    fail(outcome, "budget", "The agent's token budget does not cover another draft.");
    return;
  }
  const call = new CallRecord();
  const chain = draftPrompt.pipe(model.chat.withStructuredOutput(DraftSchema, { name: DRAFT_TOOL, includeRaw: true, method: model.method }));
  try {
    const { raw, parsed } = await chain.invoke(input, { callbacks: [call], signal: AbortSignal.timeout(model.timeoutMs) });
    const answer = DraftSchema.safeParse(parsed);
    outcome.returned = returnedIn(raw as AIMessage);
    if (answer.success) outcome.content = accept(answer.data, brief, mask, outcome);
    else Object.assign(outcome, failureInAnswer(raw as AIMessage));
    outcome.notes.push(...surplusOf(outcome.returned));
  } finally {
    Object.assign(outcome, { inputTokens: call.inputTokens, outputTokens: call.outputTokens, model: call.model ?? model.name });
  }
}

function accept(answer: DraftAnswer, brief: DraftBrief, mask: Mask, outcome: DraftOutcome): DraftContent {
  const text = (words: string) => mask.reveal(visible(words));
  const proposed = answer.proposedAction?.trim().toLowerCase() as AgentAction | undefined;
  const allowed = proposed && brief.allowedActions.includes(proposed) && !brief.blockedActions?.includes(proposed);
  if (proposed && !allowed) outcome.notes.push(`The model proposed “${visible(proposed)}”, which this task does not allow; it was dropped.`);
  const keys = outcome.factsAsSent.map((_, index) => `F${index + 1}`);
  return {
    ...(brief.channel.kind === "email" && answer.subject?.trim() ? { subject: visibleLine(text(answer.subject)) } : {}),
    body: text(answer.body),
    ...(allowed ? { proposedAction: proposed } : {}),
    citedFacts: [...new Set(answer.citedFacts)].filter((key) => keys.includes(key)),
  };
}

/** What the model said before anybody parsed it: the arguments of its call, or its text. */
function returnedIn({ content, tool_calls: calls, invalid_tool_calls: broken }: AIMessage): unknown {
  if (calls?.[0]) return storable(calls[0].args);
  if (broken?.[0]) return storable(broken[0].args ?? "");
  try {
    return storable(JSON.parse(content as string));
  } catch {
    return storable(content);
  }
}

/** NUL and half characters, which no database column takes, become the replacement character. */
const storable = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replace(/\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, "\\ufffd"));

/** The schema drops what it doesn't know; that a model tried is worth a note. */
function surplusOf(returned: unknown): string[] {
  if (!returned || typeof returned !== "object" || Array.isArray(returned)) return [];
  const surplus = Object.keys(returned).filter((key) => !Object.hasOwn(DraftSchema.shape, key));
  return surplus.length ? [`The model also returned ${surplus.slice(0, 5).map((key) => visible(key).slice(0, 40)).join(", ")}, which nothing here reads.`] : [];
}

function refusalOf(brief: DraftBrief): Pick<DraftOutcome, "error" | "errorDetail"> | null {
  const blocked = brief.blockedActions?.includes(brief.action) || !brief.allowedActions.includes(brief.action);
  if (blocked) return { error: "refused", errorDetail: `This task does not allow ${brief.action}.` };
  const wording = wordingFor(brief.exception.type);
  const internal = brief.channel.audience === "partner" && wording && !wording.partner;
  return internal ? { error: "refused", errorDetail: `${brief.exception.type} is not discussed with the partner.` } : null;
}

/** Facts that are nobody's business outside, and amounts in a channel that may not carry them, are not even given. */
function mayBeSaid({ channel, allowsAmounts }: DraftBrief, fact: Fact): boolean {
  if (allowsAmounts === false && MONEY.test(fact.value)) return false;
  return channel.audience === "team" || !INTERNAL_FACT.test(`${fact.field} ${fact.label}`);
}

const maskFor = ({ contacts = [], assigneeName, distributor }: DraftBrief) =>
  new Mask([...contacts, ...(assigneeName ? [{ name: assigneeName }] : [])], [distributor.legalName]);

function doubtsAbout(brief: DraftBrief, { subject = "", body }: DraftContent, facts: Fact[]): UngroundedFigure[] {
  const { exception, distributor, channel } = brief;
  // A rule's title carries figures as they were when it fired, which may have changed; a person's title is all there is.
  const known = [
    wordingFor(exception.type) ? "" : exception.title,
    brief.subjectNumber, exception.number, exception.recommendedAction, `severity ${exception.severity}`,
    distributor.number, distributor.legalName, channel.name, brief.today, brief.dueBy, brief.assigneeName ?? "",
    ...brief.previousMessages.map(({ sentAt }) => sentAt.toISOString().slice(0, 10)),
    ...(brief.contacts ?? []).flatMap(({ name, phone }) => [name, phone ?? ""]),
  ];
  const addresses = (brief.contacts ?? []).flatMap(({ email }) => email ?? []);
  const doubts = (text: string, part: UngroundedFigure["part"]) => groundText(text, facts, known, addresses).ungrounded.map((figure) => ({ ...figure, part }));
  return [...doubts(subject, "subject"), ...doubts(body, "body")];
}

const fail = (outcome: DraftOutcome, error: DraftFailure, errorDetail: string) => Object.assign(outcome, { error, errorDetail });
