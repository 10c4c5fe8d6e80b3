import {
  type FakeHttp,
  type FakeMessage,
  type FakeReply,
  fakeVector,
  startFakeHttp,
} from "@tributary/vendor-http/testing";
import { countTokens } from "gpt-tokenizer/encoding/cl100k_base";

/** What the fake enforces. */
export interface OpenAIFakeOptions {
  /** The one key it accepts; any unless given. */
  readonly apiKey?: string;
  /** Time, for its limits by the minute; the system's unless given. */
  readonly now?: () => number;
  /** Requests and tokens in a minute, then 429, told by headers as OpenAI does; no limit and no header unless given. */
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
  /** Answers in numbers though asked for base64, as some compatible servers do. */
  readonly ignoresEncoding?: true;
}

/** OpenAI's `/v1/embeddings` as its published schema has it, over HTTP; `url` includes `/v1`. */
export interface OpenAIFake extends FakeHttp {
  /** From now on, the model is not found. */
  removeModel(name: string): void;
}

const models: Readonly<Record<string, { readonly dimensions: number; readonly resizable: boolean }>> = {
  "text-embedding-3-small": { dimensions: 1_536, resizable: true },
  "text-embedding-3-large": { dimensions: 3_072, resizable: true },
  "text-embedding-ada-002": { dimensions: 1_536, resizable: false },
};

/** Starts the fake: vectors of length 1 that depend on the text alone; tokens counted by the published tokenizer. */
export async function startOpenAIFake(options: OpenAIFakeOptions = {}): Promise<OpenAIFake> {
  const { apiKey, now = Date.now, requestsPerMinute, tokensPerMinute, ignoresEncoding = false } = options;
  const removed = new Set<string>();
  let window = { start: Number.NEGATIVE_INFINITY, requests: 0, tokens: 0 };

  function embed({ body, fault }: FakeMessage): FakeReply {
    const { model, input, dimensions: asked, encoding_format: encoding = "float" } = body;
    const known = typeof model === "string" && !removed.has(model) ? models[model] : undefined;
    if (known === undefined) {
      const message = `The model \`${model}\` does not exist or you do not have access to it.`;
      return refusal(404, message, "model_not_found");
    }
    const texts = typeof input === "string" ? [input] : input;
    if (!isTexts(texts) || texts.length === 0 || texts.includes("")) return refusal(400, "'$.input' is invalid.");
    if (texts.length > 2_048) return refusal(400, "'$.input' is invalid: array too long, at most 2048 items.");
    const size = asked ?? known.dimensions;
    if (asked !== undefined && !known.resizable) return refusal(400, "This model does not support dimensions.");
    if (!Number.isInteger(size) || (size as number) < 1 || (size as number) > known.dimensions) {
      return refusal(400, `Invalid value for 'dimensions': at most ${known.dimensions}.`);
    }
    const counts = texts.map((text) => countTokens(text, { disallowedSpecial: new Set<string>() }));
    const tokens = counts.reduce((sum, count) => sum + count, 0);
    const longest = Math.max(...counts);
    if (longest > 8_192) return refusal(400, `This model's maximum context length is 8192 tokens, got ${longest}.`);
    if (tokens > 300_000) {
      return refusal(400, `Requested ${tokens} tokens, max 300000 tokens per request`, "max_tokens_per_request");
    }
    const { headers, exceeded } = spend(tokens);
    if (exceeded) return { ...refusal(429, "Rate limit reached.", "rate_limit_exceeded"), headers };
    const data = texts.slice(fault.missingVectors ?? 0).map((text, index) => {
      const vector = unit(fakeVector(text, fault.dimensions ?? (size as number)));
      const numbers = encoding === "float" || ignoresEncoding;
      const embedding = numbers ? vector : Buffer.from(Float32Array.from(vector).buffer).toString("base64");
      return { object: "embedding", index, embedding };
    });
    // The schema has an index and promises no order.
    data.reverse();
    const usage = { prompt_tokens: tokens, total_tokens: tokens };
    return { status: 200, headers, body: { object: "list", data, model, usage } };
  }

  /** Counts by fixed minutes. */
  function spend(tokens: number): { readonly headers: Record<string, string>; readonly exceeded: boolean } {
    if (now() - window.start >= 60_000) window = { start: now(), requests: 0, tokens: 0 };
    const headers: Record<string, string> = {};
    const limits = { requests: [requestsPerMinute, 1], tokens: [tokensPerMinute, tokens] } as const;
    let exceeded = false;
    for (const name of ["requests", "tokens"] as const) {
      const [limit, cost] = limits[name];
      if (limit === undefined) continue;
      exceeded ||= window[name] + cost > limit;
      if (!exceeded) window[name] += cost;
      headers[`x-ratelimit-limit-${name}`] = String(limit);
      headers[`x-ratelimit-remaining-${name}`] = String(exceeded ? 0 : limit - window[name]);
      headers[`x-ratelimit-reset-${name}`] = `${(window.start + 60_000 - now()) / 1_000}s`;
    }
    return { headers, exceeded };
  }

  const http = await startFakeHttp((message) => {
    const key = message.headers.get("authorization")?.replace(/^Bearer /, "");
    if (!key || (apiKey !== undefined && key !== apiKey)) {
      return refusal(401, `Incorrect API key provided: ${key?.slice(0, 5)}****.`, "invalid_api_key");
    }
    if (message.path !== "/v1/embeddings") return refusal(404, `Invalid URL (${message.path})`);
    return embed(message);
  });
  return { ...http, url: `${http.url}/v1`, removeModel: (name) => void removed.add(name) };
}

function refusal(status: number, message: string, code: string | null = null): FakeReply {
  return { status, body: { error: { message, type: "invalid_request_error", param: null, code } } };
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
