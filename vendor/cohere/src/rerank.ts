import type { CallRunner } from "@tributary/vendor-http";
import type { CohereClientV2 } from "cohere-ai";
import { CohereError } from "./error.ts";
import type { CohereRerankAnswer, CohereRerankRequest } from "./requests.ts";

/** One call of `/v2/rerank`; no documents cost no call. */
export async function rerank(
  client: CohereClientV2,
  run: CallRunner,
  request: CohereRerankRequest,
): Promise<CohereRerankAnswer> {
  const { model, query, documents, limit, maxTokensPerDocument, signal } = request;
  if (documents.length === 0) return { results: [], searchUnits: 0 };
  const action = `ranking ${documents.length} documents with ${model}`;
  const answer = await run({
    action,
    cost: { reranks: 1 },
    signal,
    run: () =>
      client.rerank({
        model,
        query,
        documents: [...documents],
        ...(limit !== undefined && { topN: limit }),
        ...(maxTokensPerDocument !== undefined && { maxTokensPerDoc: maxTokensPerDocument }),
      }),
  });
  const seen = new Set<number>();
  const rows: unknown = answer.results;
  const results = (Array.isArray(rows) ? rows : [null]).map(
    (row: { index?: unknown; relevanceScore?: unknown } | null) => {
      const { index, relevanceScore: score } = row ?? {};
      if (!Number.isInteger(index) || typeof score !== "number" || documents[index as number] === undefined) {
        throw new CohereError("invalid-response", `Cohere: ${action} got a result that names no document.`);
      }
      seen.add(index as number);
      return { index: index as number, score };
    },
  );
  if (seen.size !== results.length) {
    throw new CohereError("invalid-response", `Cohere: ${action} got a document twice.`);
  }
  return { results, searchUnits: answer.meta?.billedUnits?.searchUnits };
}
