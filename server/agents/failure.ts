import type { AIMessage } from "@langchain/core/messages";
import type { DraftFailure } from "./DraftBrief.js";

export interface Failure {
  error: DraftFailure;
  errorDetail: string;
}

interface Thrown {
  name?: string;
  message?: string;
  code?: string | number;
  status?: number;
  status_code?: number;
  cause?: unknown;
}

function causes(error: unknown): Thrown[] {
  const chain: Thrown[] = [];
  for (let thrown = error; thrown && typeof thrown === "object" && chain.length < 5; thrown = (thrown as Thrown).cause) chain.push(thrown as Thrown);
  return chain;
}

const KINDS: [DraftFailure, (thrown: Thrown) => boolean][] = [
  ["invalid", ({ name }) => name === "AnswerTooLong"],
  ["timeout", ({ name = "", message = "", code }) => code === "ETIMEDOUT" || /timeout|abort/i.test(name) || /time-?d?[ -]?out|\babort/i.test(message)],
  ["budget", ({ message = "", code, status, status_code = status }) => status_code === 402 || code === "insufficient_quota" || (status_code === 429 && /quota|credit|billing/i.test(message))],
  ["invalid", ({ name = "", message = "" }) => /OutputParser|SyntaxError|ZodError/.test(name) || /valid JSON|JSON input|Failed to parse/i.test(message)],
];

/** What a thrown error means, and a sentence about it without keys. */
export function failureOf(error: unknown, secret?: string): Failure {
  const chain = causes(error);
  const kind = KINDS.find(([, test]) => chain.some(test));
  return { error: kind?.[0] ?? "unavailable", errorDetail: scrub(chain.find(({ message }) => message)?.message ?? String(error), secret) };
}

/** What it means that the model answered, but not with a draft. */
export function failureInAnswer(raw: AIMessage): Failure {
  const said = typeof raw.content === "string" ? raw.content : raw.content.map((part) => ("text" in part ? part.text : "")).join(" ");
  const reason = String(raw.response_metadata.finish_reason ?? raw.response_metadata.stop_reason ?? raw.response_metadata.done_reason ?? "");
  const refused = refusalIn(raw) || /refus|content_filter|safety/i.test(reason) || /^\W*(?:i['’]?m sorry|i am sorry|sorry\b|i (?:can(?:no|['’])?t|won['’]t|am unable|am not able))/i.test(said);
  if (refused) return { error: "refused", errorDetail: "The model declined to write this message." };
  if (/length|max_tokens/.test(reason)) return { error: "invalid", errorDetail: "The model's answer was cut off before it was complete." };
  return { error: "invalid", errorDetail: said.trim() || raw.tool_calls?.length || raw.invalid_tool_calls?.length ? "The model's answer does not have the form of a draft." : "The model answered with nothing." };
}

const refusalIn = ({ additional_kwargs }: AIMessage) =>
  (additional_kwargs.__raw_response as { choices?: { message?: { refusal?: string | null } }[] } | undefined)?.choices?.[0]?.message?.refusal;

/** Strikes keys out of a message and shortens it; provider errors like to quote what they were sent. */
export function scrub(message: string, secret?: string): string {
  const withoutSecret = secret ? message.replaceAll(secret, "[key]") : message;
  return withoutSecret
    .replace(/\b(?:sk|pk|key|token)-[\w-]{6,}/gi, "[key]")
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, "$1 [key]")
    .replace(/[\s\p{Cc}\p{Cs}]+/gu, " ")
    .slice(0, 300);
}
