import { join } from "node:path";
import { startCohereFake } from "@tributary/vendor-cohere/testing";
import { startOpenAIFake } from "@tributary/vendor-openai/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { lastObject, tributary } from "./testing/command.ts";
import { prepareHome } from "./testing/prepared-home.ts";
import { createRepository, temporaryFolder } from "./testing/repository.ts";

const files = { "plover.md": "# Plover\n\nThe plover runs and stops.\n", "teal.md": "# Teal\n\nTeal rise at once.\n" };

describe("embedders and rerankers of providers", { timeout: 120_000 }, () => {
  it("are used for documents and queries alike, once for each text", async () => {
    const [cohere, openai] = [await startCohereFake({ apiKey: "a-key" }), await startOpenAIFake({ apiKey: "a-key" })];
    onTestFinished(() => cohere.close());
    onTestFinished(() => openai.close());
    const repository = createRepository(join(temporaryFolder(), "repository"), files);
    const settings: Record<string, string>[] = [
      { TRIBUTARY_EMBEDDER: "cohere", COHERE_API_KEY: "a-key", COHERE_BASE_URL: cohere.url },
      { TRIBUTARY_EMBEDDER: "openai", OPENAI_API_KEY: "a-key", OPENAI_BASE_URL: openai.url },
    ];
    for (const env of settings) {
      const home = temporaryFolder();
      await prepareHome(home);
      const sync = () => tributary(home, ["sync", "--git", repository, "--json"], { env });
      expect(lastObject(await sync())).toMatchObject({ status: "completed", documents: 2, embedded: 2 });
      expect(lastObject(await sync())).toMatchObject({ status: "completed", documents: 2, embedded: 0 });
      const found = lastObject(await tributary(home, ["search", "plover", "--json"], { env }));
      expect(found).toMatchObject({
        results: expect.arrayContaining([expect.objectContaining({ path: "plover.md" })]),
      });
    }
    const cohereHome = temporaryFolder();
    await prepareHome(cohereHome);
    const env = { COHERE_API_KEY: "a-key", COHERE_BASE_URL: cohere.url, TRIBUTARY_RERANKER: "cohere" };
    await tributary(cohereHome, ["sync", "--git", repository, "--json"], { env });
    const reranked = await tributary(cohereHome, ["search", "plover or teal rise at once", "--explain", "--json"], {
      env,
    });
    // The fake's relevance is the share of the query's words a text has.
    expect(lastObject(reranked)).toMatchObject({
      results: expect.arrayContaining([
        expect.objectContaining({
          path: "teal.md",
          score: 4 / 6,
          explanation: expect.objectContaining({ relevance: 4 / 6 }),
        }),
      ]),
    });
    const home = temporaryFolder();
    const without = await tributary(home, ["doctor"], { env: { TRIBUTARY_EMBEDDER: "openai" } });
    expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining("OPENAI_API_KEY") });
  });
});
