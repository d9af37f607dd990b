import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { boundedFetch } from "./boundedFetch.js";

export interface ModelSettings {
  provider: "openai" | "anthropic" | "ollama" | "template";
  name?: string;
  baseUrl?: string;
  apiKey?: string;
  timeoutSeconds: number;
  /** A model is configured that this environment doesn't call. */
  withheld?: boolean;
}

/** A chat model with what a draft needs to know about it; LangChain's class is the port, this only carries it. */
export interface ConfiguredModel {
  provider: string;
  name: string;
  chat: BaseChatModel;
  /** How the provider is best made to answer in a schema. */
  method: "functionCalling" | "jsonSchema";
  /** The whole call, retries included. */
  timeoutMs: number;
  /** Only to strike it out of error messages. */
  secret?: string;
}

/** Null means template mode: nothing is called. */
export type DraftModel = ConfiguredModel | null;

const MAX_RETRIES = 1;
export const MAX_OUTPUT_TOKENS = 4_000;
const BASE_URLS = { openai: "https://api.openai.com/v1", anthropic: "https://api.anthropic.com", ollama: "http://127.0.0.1:11434" };

/** The chat model that the settings name, or null where none is configured. A provider's library is loaded only here: it is large. */
export async function chatModel(settings: ModelSettings, maxRetries = MAX_RETRIES): Promise<DraftModel> {
  if (settings.provider === "template") return null;
  const { provider, name: model = "", apiKey, baseUrl = BASE_URLS[provider] } = settings;
  const oneTryMs = settings.timeoutSeconds * 1_000;
  const bounded = boundedFetch(oneTryMs);
  const shared = { provider, name: model, timeoutMs: oneTryMs * (maxRetries + 1), secret: apiKey };
  switch (provider) {
    case "openai": {
      const { ChatOpenAI } = await import("@langchain/openai");
      return {
        ...shared,
        method: "functionCalling",
        // The raw response is asked for because LangChain drops a refusal from what it converts.
        chat: new ChatOpenAI({
          model, apiKey, maxRetries, maxTokens: MAX_OUTPUT_TOKENS, useResponsesApi: false, __includeRawResponse: true, timeout: oneTryMs,
          configuration: { baseURL: baseUrl, fetch: bounded },
        }),
      };
    }
    case "anthropic": {
      const { ChatAnthropic } = await import("@langchain/anthropic");
      return {
        ...shared,
        method: "functionCalling",
        chat: new ChatAnthropic({
          model, apiKey, maxRetries, maxTokens: MAX_OUTPUT_TOKENS, anthropicApiUrl: baseUrl,
          clientOptions: { timeout: oneTryMs, fetch: bounded },
        }),
      };
    }
    case "ollama": {
      const { ChatOllama } = await import("@langchain/ollama");
      return {
        ...shared,
        method: "jsonSchema",
        // It neither retries nor heeds a signal, so the bounded fetch is all that ends a call.
        chat: new ChatOllama({ model, numPredict: MAX_OUTPUT_TOKENS, baseUrl, fetch: bounded, headers: apiKey ? { Authorization: `Bearer ${apiKey}` } : undefined }),
      };
    }
  }
}

const LABELS = { openai: "OpenAI-compatible", anthropic: "Anthropic", ollama: "Ollama" };

/** What a screen says about who writes the drafts. */
export const modelLabel = ({ provider, name, withheld }: Pick<ModelSettings, "provider" | "name" | "withheld">): string =>
  provider === "template" ? `Template mode: ${withheld ? "the configured model is not called outside production" : "no model is configured"}` : `${LABELS[provider]} · ${name}`;
