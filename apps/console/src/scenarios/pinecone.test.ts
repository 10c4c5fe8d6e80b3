import { join } from "node:path";
import { startPineconeFake } from "@tributary/pinecone/testing";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { gitAt, syncSource } from "../cli/sync.ts";
import { readEnv } from "../env/env.ts";
import { createRuntime, type WorkflowsPlace } from "../runtime.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { commit, createRepository, temporaryFolder } from "../testing/repository.ts";
import { createTestClient } from "../testing/runtime.ts";

const birds = ["avocet", "bittern", "curlew", "dunlin", "egret", "fulmar", "gannet", "heron"];
const files = Object.fromEntries(
  birds.map((bird, index) => [
    `birds/${bird}.md`,
    `# ${bird}\n\nThe ${bird} is seen at the ${index % 2 ? "estuary" : "cliff"}, often beside a ${birds[(index + 3) % 8]}.\n`,
  ]),
);

async function open(variables: Record<string, string>, workflows: WorkflowsPlace, repository: string) {
  const home = temporaryFolder();
  await prepareHome(home);
  const runtime = await createRuntime(readEnv({ TRIBUTARY_HOME: home, ...variables }), {
    command: "test",
    workflows,
    logger: pino({ level: "silent" }),
  });
  onTestFinished(() => runtime.close());
  const { client, send } = createTestClient(runtime);
  const { signal } = new AbortController();
  return {
    sync: () =>
      syncSource(client, { source: gitAt(repository), mode: "incremental", output: createQuietOutput(), signal }),
    async search(query: string): Promise<string[]> {
      const answer = await send(`/v1/search?q=${encodeURIComponent(query)}&limit=10`);
      const { results } = (await answer.json()) as { results: { path: string }[] };
      return results.map(({ path }) => path);
    },
  };
}

describe("a console on Pinecone", { timeout: 120_000 }, () => {
  it("syncs and finds what one on LanceDB does, also from a process beside it", async () => {
    const fake = await startPineconeFake({ consistency: { delayMs: 20 } });
    onTestFinished(() => fake.close());
    const repository = createRepository(join(temporaryFolder(), "repository"), files);
    const variables = { PINECONE_API_KEY: fake.apiKey, PINECONE_CONTROLLER_HOST: fake.url };
    const remote = await open(variables, "worker", repository);
    const local = await open({}, "here", repository);
    for (const { sync } of [remote, local]) {
      expect(await sync()).toMatchObject({ status: "completed", documents: birds.length, added: birds.length });
    }
    const queries = ["where is the curlew", "cliff beside a heron", "birds/dunlin", "gannet"];
    // What matches equally well comes in any order.
    const alike = async (query: string) => {
      const [found, expected] = [await remote.search(query), await local.search(query)];
      expect(found[0], query).toBe(expected[0]);
      expect(found.toSorted(), query).toEqual(expected.toSorted());
    };
    for (const query of queries) await alike(query);

    commit(repository, { "birds/egret.md": null, "birds/heron.md": "# heron\n\nOnly inland now.\n" });
    for (const { sync } of [remote, local]) {
      expect(await sync()).toMatchObject({ status: "completed", documents: birds.length - 1, updated: 1, deleted: 1 });
    }
    await alike("inland heron");
    expect(await remote.search("egret")).not.toContain("birds/egret.md");
  });

  it("says what is wrong with a key Pinecone does not take", async () => {
    const fake = await startPineconeFake();
    onTestFinished(() => fake.close());
    const repository = createRepository(join(temporaryFolder(), "repository"), files);
    const variables = { PINECONE_API_KEY: "another-key", PINECONE_CONTROLLER_HOST: fake.url };
    const remote = await open(variables, "here", repository);
    expect(await remote.sync()).toMatchObject({ status: "failed", documents: 0 });
  });
});
