import { createCohereClient } from "@tributary/vendor-cohere";
import { type CohereFake, startCohereFake } from "@tributary/vendor-cohere/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSearch } from "../search.ts";
import { embedder, NAMESPACE, storeOf } from "../testing/records.ts";
import { createCohereReranker } from "./cohere-reranker.ts";

let fake: CohereFake;

beforeAll(async () => {
  fake = await startCohereFake();
});
afterAll(() => fake.close());

const chunks = [
  { document: "zeta.md", text: "zeta zeta zeta" },
  { document: "answer.md", text: "where the zeta of pools is kept" },
  { document: "aside.md", text: "zeta, in passing" },
];

async function ask(query: string, options: { model?: string } = {}) {
  const client = createCohereClient({ apiKey: "key", baseUrl: fake.url });
  const reranker = createCohereReranker({ client, ...options });
  const { search } = createSearch({ store: await storeOf(chunks), embedder, reranker });
  return search({ namespace: NAMESPACE, query, explain: true });
}

describe("createCohereReranker", () => {
  it("puts what fusion found into Cohere's order, in one call", async () => {
    const calls = fake.requests.length;
    const { results, notices } = await ask("zeta where pools kept");
    expect(notices).toEqual([]);
    expect(results.map(({ documentId }) => documentId)[0]).toBe("answer.md");
    // The fake's relevance is the share of the query's words a text has.
    expect(results[0]).toMatchObject({ score: 1, explanation: { relevance: 1 } });
    expect(fake.requests.length).toBe(calls + 1);
  });

  it("sends titles with the texts, so that a document is known by its name", async () => {
    const { results } = await ask("zeta aside");
    expect(results[0]).toMatchObject({ documentId: "aside.md", score: 1 });
  });

  it("keeps the order of fusion, and says so, when the model is gone", async () => {
    const { results, notices } = await ask("zeta", { model: "rerank-v9" });
    expect(results).toHaveLength(3);
    expect(results[0]?.explanation?.relevance).toBeNull();
    expect(notices).toEqual([
      { code: "reranker-failed", message: expect.stringContaining("model 'rerank-v9' not found") },
    ]);
  });
});
