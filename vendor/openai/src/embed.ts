import type { CallRunner } from "@tributary/vendor-http";
import type { OpenAI } from "openai";
import { OpenAIError } from "./error.ts";
import type { OpenAIEmbedAnswer, OpenAIEmbedRequest } from "./requests.ts";

/** Inputs a call may carry (https://platform.openai.com/docs/api-reference/embeddings/create). */
export const OPENAI_MAX_TEXTS = 2_048;
/** Tokens a call may carry over all its inputs (same page). */
export const OPENAI_MAX_TOKENS_PER_CALL = 300_000;
/** Tokens one input may have (same page). */
export const OPENAI_MAX_TOKENS_PER_TEXT = 8_192;

/** One call of `/v1/embeddings`. */
export async function embed(client: OpenAI, run: CallRunner, request: OpenAIEmbedRequest): Promise<OpenAIEmbedAnswer> {
  const { model, texts, dimensions, signal } = request;
  if (texts.length === 0 || texts.length > OPENAI_MAX_TEXTS) {
    const message = `OpenAI: a call embeds 1 to ${OPENAI_MAX_TEXTS} texts, got ${texts.length}.`;
    throw new OpenAIError("invalid-request", message);
  }
  const { tokens = Math.ceil(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 4) } = request;
  const action = `embedding ${texts.length} texts with ${model}`;
  const answer = await run({
    action,
    cost: { requests: 1, tokens },
    signal,
    run: async () =>
      client.embeddings.create({
        model,
        input: [...texts],
        // A quarter of the bytes of numbers in decimal.
        encoding_format: "base64",
        ...(dimensions !== undefined && { dimensions }),
      }),
  });
  const vectors = vectorsOf(answer.data, texts.length);
  if (vectors === null) {
    const got = Array.isArray(answer.data) ? `${answer.data.length} vectors` : "no list of vectors";
    throw new OpenAIError("invalid-response", `OpenAI: ${action} got ${got}, or some without a place.`, {
      status: 200,
    });
  }
  return { vectors, inputTokens: answer.usage?.total_tokens };
}

/** The vectors by their index, or null when they are not exactly one a text. */
function vectorsOf(data: unknown, expected: number): Float32Array[] | null {
  if (!Array.isArray(data) || data.length !== expected) return null;
  const vectors = new Map<number, Float32Array>();
  for (const { index, embedding } of data as { index?: unknown; embedding?: unknown }[]) {
    if (!Number.isInteger(index) || !(typeof embedding === "string" || Array.isArray(embedding))) return null;
    // Servers that are only compatible may send numbers whatever was asked.
    vectors.set(index as number, typeof embedding === "string" ? decode(embedding) : Float32Array.from(embedding));
  }
  const ordered = Array.from({ length: expected }, (_, index) => vectors.get(index));
  return ordered.every((vector) => vector !== undefined) ? ordered : null;
}

/** Little-endian 32-bit numbers in base64. */
function decode(text: string): Float32Array {
  const bytes = Buffer.from(text, "base64");
  return Float32Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.readFloatLE(index * 4));
}
