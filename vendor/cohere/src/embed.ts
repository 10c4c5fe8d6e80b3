import type { CallRunner } from "@tributary/vendor-http";
import type { CohereClientV2 } from "cohere-ai";
import { CohereError } from "./error.ts";
import type { CohereEmbedAnswer, CohereEmbedRequest } from "./requests.ts";

/** Texts a call may carry (https://docs.cohere.com/reference/embed). */
export const COHERE_MAX_TEXTS = 96;

/** One call of `/v2/embed`. */
export async function embed(
  client: CohereClientV2,
  run: CallRunner,
  request: CohereEmbedRequest,
): Promise<CohereEmbedAnswer> {
  const { model, texts, inputType, dimensions, truncate = "END", signal } = request;
  if (texts.length === 0 || texts.length > COHERE_MAX_TEXTS) {
    const message = `Cohere: a call embeds 1 to ${COHERE_MAX_TEXTS} texts, got ${texts.length}.`;
    throw new CohereError("invalid-request", message);
  }
  const action = `embedding ${texts.length} texts with ${model}`;
  const answer = await run({
    action,
    cost: { inputs: texts.length },
    signal,
    run: () =>
      client.embed({
        model,
        texts: [...texts],
        inputType,
        embeddingTypes: ["float"],
        truncate,
        ...(dimensions !== undefined && { outputDimension: dimensions }),
      }),
  });
  const rows: unknown = answer.embeddings?.float;
  if (!Array.isArray(rows) || rows.length !== texts.length || !rows.every(Array.isArray)) {
    const got = Array.isArray(rows) ? `${rows.length} vectors` : "no vectors of numbers";
    throw new CohereError("invalid-response", `Cohere: ${action} got ${got}.`, { status: 200 });
  }
  return {
    vectors: rows.map((row) => Float32Array.from(row as number[])),
    inputTokens: answer.meta?.billedUnits?.inputTokens,
  };
}
