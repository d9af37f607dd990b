import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { LLMResult } from "@langchain/core/outputs";

/** Notes what a call took, awaited by LangChain, so that the note is complete when the answer is there. */
export class CallRecord extends BaseCallbackHandler {
  name = "call-record";
  override awaitHandlers = true;
  calls = 0;
  inputTokens?: number;
  outputTokens?: number;
  /** The model as the provider names it, which may be more exact than what was asked for. */
  model?: string;

  override handleChatModelStart() {
    this.calls += 1;
  }

  override handleLLMEnd({ generations }: LLMResult) {
    const generation = generations[0]?.[0] as { message?: { usage_metadata?: { input_tokens?: unknown; output_tokens?: unknown }; response_metadata?: Record<string, unknown> } } | undefined;
    const usage = generation?.message?.usage_metadata;
    const named = generation?.message?.response_metadata;
    this.inputTokens = count(usage?.input_tokens);
    this.outputTokens = count(usage?.output_tokens);
    const model = named?.model_name ?? named?.model;
    if (typeof model === "string" && /^[\w.:@/ -]{1,200}$/.test(model)) this.model = model;
  }
}

// A provider may claim anything; what goes to the record must fit its column.
const count = (claimed: unknown) => (Number.isInteger(claimed) && (claimed as number) >= 0 && (claimed as number) < 2 ** 31 ? (claimed as number) : undefined);
