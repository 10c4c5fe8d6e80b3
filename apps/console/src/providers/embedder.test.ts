import { join } from "node:path";
import { searchAnswerSchema } from "@tributary/validation";
import { startCohereFake } from "@tributary/vendor-cohere/testing";
import { startOpenAIFake } from "@tributary/vendor-openai/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Connection, connect } from "../cli/connect.ts";
import { gitAt, syncSource } from "../cli/sync.ts";
import { readEnv } from "../env/env.ts";
import { tributary } from "../testing/command.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { createRepository, temporaryFolder } from "../testing/repository.ts";

const files = { "plover.md": "# Plover\n\nThe plover runs and stops.\n", "teal.md": "# Teal\n\nTeal rise at once.\n" };

describe("embedders and rerankers of providers", { timeout: 120_000 }, () => {
  it("are used for documents and queries alike, once for each text", async () => {
    const repository = createRepository(join(temporaryFolder(), "repository"), files);
    for (const environment of [await cohereEnvironment(), await openaiEnvironment()]) {
      const home = await preparedHome();
      const first = await inConsole({ ...environment, TRIBUTARY_HOME: home }, (client) => sync(client, repository));
      expect(first).toMatchObject({ status: "completed", documents: 2, embedded: 2 });
      await inConsole({ ...environment, TRIBUTARY_HOME: home }, async (client) => {
        const second = await sync(client, repository);
        expect(second).toMatchObject({ status: "completed", documents: 2, embedded: 0 });
        const { results } = await search(client, "plover");
        expect(results.map(({ path }) => path)).toContain("plover.md");
      });
    }
  });

  it("put what was found into their own order", async () => {
    const repository = createRepository(join(temporaryFolder(), "repository"), files);
    const { TRIBUTARY_EMBEDDER: _, ...keys } = await cohereEnvironment();
    const environment = { ...keys, TRIBUTARY_RERANKER: "cohere", TRIBUTARY_HOME: await preparedHome() };
    await inConsole(environment, async (client) => {
      await sync(client, repository);
      const { results } = await search(client, "plover or teal rise at once");
      const [best] = results;
      // The fake's relevance is the share of the query's words a text has.
      expect(best).toMatchObject({ path: "teal.md", score: 4 / 6, explanation: { relevance: 4 / 6 } });
    });
  });

  it("are asked for with the key they need", async () => {
    const without = await tributary(temporaryFolder(), ["doctor"], { env: { TRIBUTARY_EMBEDDER: "openai" } });
    expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining("OPENAI_API_KEY") });
  });
});

async function cohereEnvironment() {
  const fake = await startCohereFake({ apiKey: "a-key" });
  onTestFinished(() => fake.close());
  return { TRIBUTARY_EMBEDDER: "cohere", COHERE_API_KEY: "a-key", COHERE_BASE_URL: fake.url };
}

async function openaiEnvironment() {
  const fake = await startOpenAIFake({ apiKey: "a-key" });
  onTestFinished(() => fake.close());
  return { TRIBUTARY_EMBEDDER: "openai", OPENAI_API_KEY: "a-key", OPENAI_BASE_URL: fake.url };
}

async function preparedHome(): Promise<string> {
  const home = temporaryFolder();
  await prepareHome(home);
  return home;
}

/** Opens a console as this environment asks for, and closes it when the work is done. */
async function inConsole<Result>(
  environment: Readonly<Record<string, string>>,
  work: (client: Connection["client"]) => Promise<Result>,
): Promise<Result> {
  const connection = await connect(readEnv(environment), { command: "test", workflows: "here" });
  return work(connection.client).finally(() => connection.close());
}

function sync(client: Connection["client"], repository: string) {
  const { signal } = new AbortController();
  return syncSource(client, {
    source: gitAt(repository),
    mode: "incremental",
    output: createQuietOutput(),
    signal,
  });
}

function search(client: Connection["client"], query: string) {
  const parameters = new URLSearchParams({ q: query, explain: "true" });
  return client.request("GET", `/v1/search?${parameters}`, { schema: searchAnswerSchema });
}
