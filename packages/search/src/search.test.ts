import { RESULTS_MAX, searchAnswerSchema, searchResultSchema } from "@tributary/validation";
import { type VectorHit, VectorStoreError } from "@tributary/vector-store";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SearchError } from "./error.ts";
import { createSearch } from "./search.ts";
import { embedder, NAMESPACE, storeOf, type TestChunk } from "./testing/records.ts";

const chunks: readonly TestChunk[] = [
  {
    document: "src/rate-limit.ts",
    text: "/** Waits until the budget allows a call. */\nexport async function waitForBudget(name: string) {\n  return name;\n}",
    startLine: 10,
    author: "Ada",
    repository: "one",
    updatedAt: Date.UTC(2026, 0, 2),
    url: "https://example.com/rate-limit",
  },
  {
    document: "src/main.ts",
    text: 'import { waitForBudget } from "./rate-limit.ts";\nawait waitForBudget("github");',
    repository: "one",
  },
  { document: "README.md", text: "# Tributary\nKeeps a team's tools searchable.", type: "page", repository: "two" },
  {
    document: "docs/cafe.md",
    text: "Le café des développeurs, 東京の天気 and deploys 🚀",
    repository: "two",
    state: "open",
  },
];

const NOW = Date.UTC(2026, 5, 1);

async function search(
  query: string,
  rest: Omit<Parameters<ReturnType<typeof createSearch>["search"]>[0], "query" | "namespace"> = {},
) {
  const { search: ask } = createSearch({ store: await storeOf(chunks), embedder, now: () => NOW });
  return (await ask({ namespace: NAMESPACE, query, ...rest })).results;
}

describe("createSearch", () => {
  it("finds a function by its name, its definition first, and says where", async () => {
    const [first, second] = await search("waitForBudget");
    expect(first).toEqual({
      documentId: "src/rate-limit.ts",
      title: "src/rate-limit.ts",
      path: "src/rate-limit.ts",
      url: "https://example.com/rate-limit",
      source: "git",
      type: "file",
      repository: "one",
      author: "Ada",
      state: null,
      updatedAt: "2026-01-02T00:00:00.000Z",
      score: expect.any(Number),
      snippet: chunks[0]?.text,
      lines: [10, 13],
      matchedLines: [11],
      parts: {
        dense: { rank: expect.any(Number), score: expect.any(Number) },
        lexical: { rank: 1, score: expect.any(Number) },
      },
      duplicates: [],
    });
    expect(second?.documentId).toBe("src/main.ts");
  });

  it.each([
    ["wait_for_budget", "src/rate-limit.ts"],
    ["waits until the budget", "src/rate-limit.ts"],
    ["rate limit", "src/rate-limit.ts"],
    ["team's tools", "README.md"],
    ["developpeurs CAFE", "docs/cafe.md"],
    ["天気", "docs/cafe.md"],
    ["🚀", "docs/cafe.md"],
    ["tributaryy", "README.md"],
  ])("finds %j in %s", async (query, documentId) => {
    expect((await search(query))[0]?.documentId).toBe(documentId);
  });

  it("returns nothing for a word nobody wrote, rather than what is nearest by chance", async () => {
    expect(await search("xyzzyqwerty")).toEqual([]);
  });

  it("returns results as the API promises them, best first, each document once, at most as many as asked", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("budget", "the team", "name rate", "ts"),
        fc.integer({ min: 1, max: 5 }),
        async (query, limit) => {
          const results = await search(query, { limit });
          expect(searchResultSchema.array().parse(results)).toEqual(results);
          expect(results.length).toBeLessThanOrEqual(limit);
          expect(new Set(results.map(({ documentId }) => documentId)).size).toBe(results.length);
          expect(results.map(({ score }) => score)).toEqual(results.map(({ score }) => score).sort((a, b) => b - a));
        },
      ),
      { numRuns: 20 },
    );
  });

  it("passes the filter to both sides", async () => {
    expect(
      (await search("budget", { filter: { repository: ["two"] } })).every(({ repository }) => repository === "two"),
    ).toBe(true);
    expect(await search("budget", { filter: { repository: ["three"] } })).toEqual([]);
    expect(
      (await search("天気", { filter: { state: ["open"], pathPrefix: "docs/" } })).map(({ path }) => path),
    ).toEqual(["docs/cafe.md"]);
  });

  it("answers any query or refuses it with a reason", async () => {
    const store = await storeOf(chunks);
    const { search: ask } = createSearch({ store, embedder });
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.string({
        unit: fc.constantFrom(
          '"',
          "'",
          "%",
          "*",
          "\\",
          "(",
          ")",
          ":",
          "-",
          "\0",
          "\ud83d",
          "AND",
          "OR",
          " ",
          "a",
          ";",
          "/",
        ),
        maxLength: 40,
      }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (query) => {
        const answer = await ask({ namespace: NAMESPACE, query }).catch((error: unknown) => error);
        if (answer instanceof Error) expect(answer).toMatchObject({ name: "SearchError", code: "invalid-query" });
        else expect(searchAnswerSchema.parse(answer)).toEqual(answer);
      }),
    );
    await expect(ask({ namespace: NAMESPACE, query: "x".repeat(100_000) })).rejects.toThrow("the limit is 1000");
  });

  it.each([0, -1, 1.5, RESULTS_MAX + 1, Number.NaN])("refuses a limit of %s", async (limit) => {
    await expect(search("budget", { limit })).rejects.toMatchObject({ code: "invalid-options" });
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a dense weight of %s", async (denseWeight) => {
    const store = await storeOf([]);
    expect(() => createSearch({ store, embedder, denseWeight })).toThrow(SearchError);
  });

  it("lets a semantic embedder count as much as words", async () => {
    const store = await storeOf([
      { document: "words", text: "alpha alpha alpha" },
      { document: "meaning", text: "something else" },
    ]);
    const [vector] = await embedder.embed(["something else"], { inputType: "query" });
    const understanding = {
      ...embedder,
      kind: "semantic" as const,
      embed: async () => [vector ?? new Float32Array(0)],
    };
    const ask = (denseWeight?: number) =>
      createSearch({ store, embedder: understanding, ...(denseWeight !== undefined && { denseWeight }) }).search({
        namespace: NAMESPACE,
        query: "alpha",
      });
    const places = (await ask()).results.map(({ documentId, parts }) => [
      documentId,
      parts.dense?.rank ?? null,
      parts.lexical?.rank ?? null,
    ]);
    expect(places).toEqual([
      ["words", 2, 1],
      ["meaning", 1, null],
    ]);
    expect((await ask(0)).results.map(({ documentId }) => documentId)).toEqual(["words"]);
  });

  it("passes the store's errors on, and stops when the signal aborts", async () => {
    const store = await storeOf(chunks);
    const { search: ask } = createSearch({ store, embedder });
    await expect(ask({ namespace: "unknown", query: "budget" })).rejects.toBeInstanceOf(VectorStoreError);
    const controller = new AbortController();
    const silent = { ...store, query: () => new Promise<VectorHit[]>(() => {}) };
    const waiting = createSearch({ store: silent, embedder }).search({
      namespace: NAMESPACE,
      query: "budget",
      signal: controller.signal,
    });
    controller.abort(new Error("closed"));
    await expect(waiting).rejects.toThrow("closed");
  });

  it("holds results to operators and phrases", async () => {
    expect((await search("budget symbol:waitForBudget")).map(({ path }) => path)).toEqual(["src/rate-limit.ts"]);
    expect((await search("symbol:waitForBudget")).map(({ path }) => path)).toEqual(["src/rate-limit.ts"]);
    expect((await search("budget path:main")).map(({ path }) => path)).toEqual(["src/main.ts"]);
    expect((await search("path:docs/")).map(({ path }) => path)).toEqual(["docs/cafe.md"]);
    expect((await search("tools repo:two type:page")).map(({ path }) => path)).toEqual(["README.md"]);
    expect((await search('"the budget allows"')).map(({ path }) => path)).toEqual(["src/rate-limit.ts"]);
    expect((await search("waitForBudget -path:rate")).map(({ path }) => path)).toEqual(["src/main.ts"]);
    expect((await search("budget author:Ada after:2026-01-01")).map(({ path }) => path)).toEqual(["src/rate-limit.ts"]);
    expect(await search("budget repo:one", { filter: { repository: ["two"] } })).toEqual([]);
  });

  it("finds a phrase of common words among many that have the words", async () => {
    const store = await storeOf([
      ...Array.from({ length: 300 }, (_, index) => ({ document: `n${index}`, text: "state of the pool of the state" })),
      { document: "phrase", text: `${"filler ".repeat(100)} the state of pool ${"filler ".repeat(100)}` },
    ]);
    const { results, notices } = await createSearch({ store, embedder }).search({
      namespace: NAMESPACE,
      query: '"the state of pool"',
    });
    expect(results.map(({ documentId }) => documentId)).toEqual(["phrase"]);
    expect(notices).toEqual([]);
  });

  it("returns what has the words of a phrase nobody wrote, and says so", async () => {
    const { search: ask } = createSearch({ store: await storeOf(chunks), embedder });
    const { results, notices } = await ask({ namespace: NAMESPACE, query: '"budget waits until"' });
    expect(results[0]?.documentId).toBe("src/rate-limit.ts");
    expect(notices).toEqual([{ code: "phrase-not-found", message: expect.stringContaining('"budget waits until"') }]);
  });

  it("says how a score came about when asked", async () => {
    const [first] = await search("waitForBudget", { explain: true });
    const { fused, evidence, priors, further, novelty } = first?.explanation ?? {};
    const boost = Object.values(evidence ?? {}).reduce((total, part) => total + part, 1);
    const prior = Object.values(priors ?? {}).reduce((total, part) => total * part, 1);
    expect(first?.score).toBeCloseTo(((fused ?? 0) * boost * prior + (further ?? 0)) * (novelty ?? 0), 10);
    expect(evidence?.defines).toBeGreaterThan(0);
    expect((await search("waitForBudget"))[0]).not.toHaveProperty("explanation");
  });

  it("lists copies with the result they are folded into", async () => {
    const text = "zeta one two three four five six seven eight nine ten";
    const store = await storeOf([
      { document: "a.md", text },
      { document: "copy/a.md", text, url: "https://example.com/copy" },
      { document: "b.md", text: "zeta" },
    ]);
    const { results } = await createSearch({ store, embedder }).search({ namespace: NAMESPACE, query: "zeta" });
    expect(results.map(({ documentId, duplicates }) => [documentId, ...duplicates.map(({ path }) => path)])).toEqual(
      expect.arrayContaining([["b.md"], ["a.md", "copy/a.md"]]),
    );
  });

  it("embeds a query once, whatever else is asked of it", async () => {
    let embedded = 0;
    const counting = {
      ...embedder,
      embed: (...parameters: Parameters<typeof embedder.embed>) => {
        embedded++;
        return embedder.embed(...parameters);
      },
    };
    const { search: ask } = createSearch({ store: await storeOf(chunks), embedder: counting });
    await ask({ namespace: NAMESPACE, query: "budget" });
    await ask({ namespace: NAMESPACE, query: "budget", limit: 20 });
    await ask({ namespace: NAMESPACE, query: "budget source:git" });
    expect(embedded).toBe(1);
  });

  it("gives up on a reranker that does not answer, and keeps its order", async () => {
    const never = { model: "slow", rerank: () => new Promise<number[]>(() => {}) };
    const controller = new AbortController();
    const { search: ask } = createSearch({
      store: await storeOf(chunks),
      embedder,
      reranker: never,
      rerankTimeoutMs: 10,
    });
    const waiting = ask({ namespace: NAMESPACE, query: "waitForBudget", signal: controller.signal });
    controller.abort(new Error("closed"));
    await expect(waiting).rejects.toThrow("closed");
    const { results, notices } = await ask({ namespace: NAMESPACE, query: "waitForBudget" });
    expect(results[0]?.documentId).toBe("src/rate-limit.ts");
    expect(notices).toEqual([{ code: "reranker-failed", message: expect.stringContaining("within 0.01 seconds") }]);
  });
});
