import { type CallOptions, createCallRunner, createExchangeFetch } from "@tributary/vendor-http";
import { CohereClientV2 } from "cohere-ai";
import { cohereService } from "./cohere-service.ts";
import { embed } from "./embed.ts";
import { CohereError } from "./error.ts";
import type { CohereEmbedAnswer, CohereEmbedRequest, CohereRerankAnswer, CohereRerankRequest } from "./requests.ts";
import { rerank } from "./rerank.ts";

/** How to reach Cohere. One client a key: its concurrency and its budget hold for all calls that go through it. */
export interface CohereClientOptions extends CallOptions {
  readonly apiKey: string;
  /** https://api.cohere.com unless given. */
  readonly baseUrl?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds one HTTP request may take, its body included; 60,000 unless given. */
  readonly timeoutMs?: number;
  /** Texts embedded in any 60 seconds; 2,000 unless given (https://docs.cohere.com/docs/rate-limits). */
  readonly embedInputsPerMinute?: number;
  /** Rerank calls in any 60 seconds; 1,000 unless given, a trial key's limit is 10 (same page). */
  readonly reranksPerMinute?: number;
}

/** Cohere, with typed errors, retries, bounded concurrency and one budget. Methods throw `CohereError` or the signal's reason. */
export interface CohereClient {
  /** `POST /v2/embed`: 1 to 96 texts a call; one vector a text, in order. */
  embed(request: CohereEmbedRequest): Promise<CohereEmbedAnswer>;
  /** `POST /v2/rerank`: documents by relevance to the query, best first; at most 1,000 are recommended. */
  rerank(request: CohereRerankRequest): Promise<CohereRerankAnswer>;
}

/** Builds the client. The SDK's own retries, which hide what they wait for, are off. */
export function createCohereClient(options: CohereClientOptions): CohereClient {
  const { apiKey, baseUrl = "https://api.cohere.com", fetch = globalThis.fetch, timeoutMs = 60_000 } = options;
  const { embedInputsPerMinute = 2_000, reranksPerMinute = 1_000 } = options;
  if (apiKey === "") throw new CohereError("unauthorized", "Cohere: the API key is empty: give the account's key.");
  const client = new CohereClientV2({
    token: apiKey,
    baseUrl,
    maxRetries: 0,
    fetch: createExchangeFetch(fetch, timeoutMs, { json: true }),
    logging: { silent: true },
  });
  const limits = { inputs: embedInputsPerMinute, reranks: reranksPerMinute };
  const run = createCallRunner(cohereService, limits, { ...options, secrets: [apiKey] });
  return {
    embed: (request) => embed(client, run, request),
    rerank: (request) => rerank(client, run, request),
  };
}
