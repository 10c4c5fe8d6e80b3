import { type CallOptions, createCallRunner, createExchangeFetch } from "@tributary/vendor-http";
import { OpenAI } from "openai";
import { embed } from "./embed.ts";
import { OpenAIError } from "./error.ts";
import { openAIService } from "./openai-service.ts";
import type { OpenAIEmbedAnswer, OpenAIEmbedRequest } from "./requests.ts";

/** How to reach OpenAI. One client a key: its concurrency and its budget hold for all calls that go through it. */
export interface OpenAIClientOptions extends CallOptions {
  readonly apiKey: string;
  /** https://api.openai.com/v1 unless given. */
  readonly baseUrl?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds one HTTP request may take, its body included; 60,000 unless given. */
  readonly timeoutMs?: number;
  /** Requests and tokens in any 60 seconds; what OpenAI tells with its answers replaces them. Unlimited unless given. */
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
}

/** OpenAI, with typed errors, retries, bounded concurrency and one budget. */
export interface OpenAIClient {
  /** `POST /embeddings`: 1 to 2,048 texts a call; one vector a text, in order. Throws `OpenAIError` or the signal's reason. */
  embed(request: OpenAIEmbedRequest): Promise<OpenAIEmbedAnswer>;
}

/** Builds the client. The SDK's own retries are off, and it takes nothing but a debug level and headers from the environment. */
export function createOpenAIClient(options: OpenAIClientOptions): OpenAIClient {
  const { apiKey, baseUrl = "https://api.openai.com/v1", fetch = globalThis.fetch, timeoutMs = 60_000 } = options;
  const { requestsPerMinute, tokensPerMinute } = options;
  if (apiKey === "") throw new OpenAIError("unauthorized", "OpenAI: the API key is empty: give the project's key.");
  const client = new OpenAI({
    apiKey,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl,
    maxRetries: 0,
    logLevel: "off",
    // Ours ends first, and covers the body.
    timeout: timeoutMs + 5_000,
    fetch: createExchangeFetch(fetch, timeoutMs, { json: true }),
  });
  const limits = {
    ...(requestsPerMinute !== undefined && { requests: requestsPerMinute }),
    ...(tokensPerMinute !== undefined && { tokens: tokensPerMinute }),
  };
  const run = createCallRunner(openAIService, limits, { ...options, secrets: [apiKey] });
  return { embed: (request) => embed(client, run, request) };
}
