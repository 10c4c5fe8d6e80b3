import {
  type FakeHttp,
  type FakeMessage,
  type FakeReply,
  fakeVector,
  startFakeHttp,
} from "@tributary/vendor-http/testing";

/** What the fake enforces. */
export interface CohereFakeOptions {
  /** The one key it accepts; any unless given. */
  readonly apiKey?: string;
  /** Time, for its limit by the minute; the system's unless given. */
  readonly now?: () => number;
  /** Texts it embeds in a minute, then 429; no limit unless given. */
  readonly inputsPerMinute?: number;
  /** The Retry-After header of that 429 in seconds; absent unless given, as Cohere promises none. */
  readonly retryAfterSeconds?: number;
}

/** Cohere's `/v2/embed` and `/v2/rerank` as their published schema has them, over HTTP. */
export interface CohereFake extends FakeHttp {
  /** From now on, the model is not found. */
  removeModel(name: string): void;
}

interface Model {
  readonly dimensions: readonly number[];
  readonly maxTokens: number;
}

const embedModels: Readonly<Record<string, Model>> = {
  "embed-v4.0": { dimensions: [1_536, 256, 512, 1_024], maxTokens: 128_000 },
  "embed-english-v3.0": { dimensions: [1_024], maxTokens: 512 },
  "embed-multilingual-v3.0": { dimensions: [1_024], maxTokens: 512 },
  "embed-english-light-v3.0": { dimensions: [384], maxTokens: 512 },
};
const rerankModels = ["rerank-v4.0-pro", "rerank-v4.0-fast", "rerank-v3.5"];
const inputTypes = new Set(["search_document", "search_query", "classification", "clustering"]);

/** Starts the fake: vectors depend on text and input type alone, relevance is the share of the query's words found. */
export async function startCohereFake(options: CohereFakeOptions = {}): Promise<CohereFake> {
  const { apiKey, now = Date.now, inputsPerMinute = Number.POSITIVE_INFINITY, retryAfterSeconds } = options;
  const removed = new Set<string>();
  let window = { start: Number.NEGATIVE_INFINITY, inputs: 0 };

  function embed({ body, fault }: FakeMessage): FakeReply {
    const { model, texts, input_type: inputType, output_dimension: asked, truncate = "END" } = body;
    const known = typeof model === "string" && !removed.has(model) ? embedModels[model] : undefined;
    if (known === undefined) return missingModel(model);
    if (!isTexts(texts) || texts.length === 0) return refusal(400, "invalid request: valid texts must be provided.");
    if (texts.length > 96) {
      return refusal(400, `invalid request: total number of texts must be at most 96 - received ${texts.length}`);
    }
    if (texts.includes("")) return refusal(400, "invalid request: all texts must be non-empty.");
    if (!inputTypes.has(String(inputType))) return refusal(400, "invalid request: valid input_type must be provided");
    const dimensions = asked ?? known.dimensions[0];
    if (!known.dimensions.includes(dimensions as number) || (asked !== undefined && known.dimensions.length === 1)) {
      return refusal(400, `invalid request: output_dimension ${asked} is not supported by ${model}`);
    }
    const tokens = texts.map(tokensOf);
    if (truncate === "NONE" && tokens.some((count) => count > known.maxTokens)) {
      return refusal(400, `too many tokens: size limit exceeded: at most ${known.maxTokens} tokens an input`);
    }
    if (now() - window.start >= 60_000) window = { start: now(), inputs: 0 };
    window.inputs += texts.length;
    if (window.inputs > inputsPerMinute) {
      const headers = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
      return {
        ...refusal(429, "You are past the per minute request limit, please wait and try again later."),
        headers,
      };
    }
    const size = fault.dimensions ?? (dimensions as number);
    const float = texts.slice(fault.missingVectors ?? 0).map((text) => fakeVector(`${inputType} ${text}`, size));
    const billed = tokens.reduce((sum, count) => sum + Math.min(count, known.maxTokens), 0);
    const meta = { api_version: { version: "2" }, billed_units: { input_tokens: billed } };
    return {
      status: 200,
      body: { id: "fake", texts, embeddings: { float }, meta, response_type: "embeddings_by_type" },
    };
  }

  function rerank({ body }: FakeMessage): FakeReply {
    const { model, query, documents, top_n: limit = Number.POSITIVE_INFINITY } = body;
    if (!rerankModels.includes(String(model)) || removed.has(String(model))) return missingModel(model);
    if (typeof query !== "string" || query === "") return refusal(400, "invalid request: query must not be empty");
    if (!isTexts(documents) || documents.length === 0) return refusal(400, "invalid request: documents are missing");
    const words = query.toLowerCase().split(/\W+/).filter(Boolean);
    const results = documents
      .map((document, index) => {
        const found = words.filter((word) => document.toLowerCase().includes(word)).length;
        return { index, relevance_score: words.length === 0 ? 0 : found / words.length };
      })
      .sort((first, second) => second.relevance_score - first.relevance_score)
      .slice(0, limit as number);
    const units = Math.ceil(documents.length / 100);
    const meta = { api_version: { version: "2" }, billed_units: { search_units: units } };
    return { status: 200, body: { id: "fake", results, meta } };
  }

  const http = await startFakeHttp((message) => {
    const { path, headers } = message;
    const key = headers.get("authorization")?.replace(/^Bearer /, "");
    if (!key || (apiKey !== undefined && key !== apiKey)) return refusal(401, "invalid api token");
    if (path === "/v2/embed") return embed(message);
    if (path === "/v2/rerank") return rerank(message);
    return refusal(404, "the requested resource could not be found");
  });
  return { ...http, removeModel: (name) => void removed.add(name) };
}

const refusal = (status: number, message: string): FakeReply => ({ status, body: { id: "fake", message } });

const missingModel = (model: unknown) =>
  refusal(404, `model '${model}' not found, make sure the correct model ID was used and that you have access to it.`);

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

/** About what its tokenizer would count. */
const tokensOf = (text: string) => Math.ceil(Buffer.byteLength(text) / 4);
