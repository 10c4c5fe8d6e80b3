import { RESULTS_MAX, searchResultSchema } from "@tributary/validation";
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

async function search(
  query: string,
  rest: Omit<Parameters<ReturnType<typeof createSearch>["search"]>[0], "query" | "namespace"> = {},
) {
  return createSearch({ store: await storeOf(chunks), embedder }).search({ namespace: NAMESPACE, query, ...rest });
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
      updatedAt: "2026-01-02T00:00:00.000Z",
      score: expect.any(Number),
      snippet: chunks[0]?.text,
      lines: [10, 13],
      matchedLines: [11],
      parts: {
        dense: { rank: expect.any(Number), score: expect.any(Number) },
        lexical: { rank: 1, score: expect.any(Number) },
      },
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
        const results = await ask({ namespace: NAMESPACE, query }).catch((error: unknown) => error);
        if (results instanceof Error) expect(results).toMatchObject({ name: "SearchError", code: "invalid-query" });
        else expect(searchResultSchema.array().parse(results)).toEqual(results);
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
    const places = (await ask()).map(({ documentId, parts }) => [
      documentId,
      parts.dense?.rank ?? null,
      parts.lexical?.rank ?? null,
    ]);
    expect(places).toEqual([
      ["words", 2, 1],
      ["meaning", 1, null],
    ]);
    expect((await ask(0)).map(({ documentId }) => documentId)).toEqual(["words"]);
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
});
