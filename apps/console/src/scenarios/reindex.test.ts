import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { searchIndexes } from "@tributary/database";
import { indexPreviewSchema, indexStatusSchema, searchAnswerSchema } from "@tributary/validation";
import { startOpenAIFake } from "@tributary/vendor-openai/testing";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { reindex, waitForRebuild } from "../cli/reindex.ts";
import { gitAt, syncSource } from "../cli/sync.ts";
import { readEnv } from "../env/env.ts";
import { createRuntime, type Runtime } from "../runtime.ts";
import { buildPage } from "../search-index/build-page.ts";
import { beginRebuild } from "../search-index/rebuild.ts";
import { DEFAULT_WORKSPACE } from "../stores.ts";
import { tributary } from "../testing/command.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { commit, createRepository, temporaryFolder } from "../testing/repository.ts";
import { createTestClient } from "../testing/runtime.ts";

/** Moments, in what becomes durable, at which the process is killed: one after the other, on the same data. */
const POINTS = [30, 60];

const workspaceId = DEFAULT_WORKSPACE.id;
const birds = ["avocet", "bittern", "curlew", "dunlin", "egret", "fulmar", "gannet", "heron", "ibis", "jacana"];
const page = (bird: string, extra = "") =>
  `# Where the ${bird} nests\n\nThe ${bird} is seen early. ${extra}\n\n## Food of the ${bird}\n\nIt eats what the ${bird} eats.\n`;
const files = Object.fromEntries(birds.map((bird) => [`birds/${bird}.md`, page(bird)]));

/** A console over a data folder with these settings. */
async function open(home: string, variables: Record<string, string> = {}) {
  const runtime = await createRuntime(readEnv({ TRIBUTARY_HOME: home, ...variables }), {
    command: "test",
    workflows: "here",
    logger: pino({ level: "silent" }),
  });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= runtime.close();
    return closed;
  };
  onTestFinished(close);
  const { client } = createTestClient(runtime);
  const { signal } = new AbortController();
  const output = createQuietOutput();
  const status = () => client.request("GET", "/v1/index", { schema: indexStatusSchema });
  return {
    runtime,
    close,
    client,
    output,
    status,
    settled: async () => waitForRebuild(client, await status(), { output, signal }),
    preview: () => client.request("GET", "/v1/index/preview", { schema: indexPreviewSchema }),
    reindex: (action: "build" | "switch" | "drop") => reindex(client, { action, output, signal }),
    sync: (repository: string) =>
      syncSource(client, { source: gitAt(repository), mode: "incremental", output, signal }),
    search: (query: string) =>
      client.request("GET", `/v1/search?q=${encodeURIComponent(query)}&limit=20`, { schema: searchAnswerSchema }),
  };
}

async function setUp(variables: Record<string, string> = {}) {
  const folder = temporaryFolder();
  const home = join(folder, "home");
  await prepareHome(home);
  const repository = createRepository(join(folder, "repository"), files);
  const first = await open(home, variables);
  expect(await first.sync(repository)).toMatchObject({ status: "completed", documents: birds.length });
  return { home, repository, first };
}

async function idsIn({ services }: Runtime, namespace: string): Promise<string[]> {
  return (await Array.fromAsync(services.store.listIds(namespace))).sort();
}

/** Waits until nothing is left of indexes that are not used any more. */
async function emptied({ services }: Runtime): Promise<void> {
  while ((await searchIndexes.leaving(services.database, workspaceId)).length > 0) await sleep(20);
}

const paths = ({ results }: { results: readonly { path: string | null }[] }) => results.map(({ path }) => path);

describe("another embedder", { timeout: 300_000 }, () => {
  it("gets an index of its own beside the old one, which answers until the switch and is emptied after it", async () => {
    const { home, repository, first } = await setUp();
    const before = await first.status();
    expect(before).toMatchObject({ due: false, rebuild: null });
    await first.close();

    const second = await open(home, { TRIBUTARY_EMBEDDING_DIMENSIONS: "128" });
    expect(await second.status()).toMatchObject({ due: true, automatic: true, active: { id: before.active.id } });
    let [searches, rebuilt] = [0, false];
    const searching = (async () => {
      while (!rebuilt) {
        const bird = birds[searches++ % birds.length] ?? "";
        expect(paths(await second.search(`where the ${bird} nests`))[0]).toBe(`birds/${bird}.md`);
      }
    })();
    const { runtime, sync } = second;

    // Half of the way, documents change, appear and go: first in the old index, and in the new one before the switch.
    const building = await beginRebuild(runtime.services, workspaceId);
    if (!building) throw new Error("Nothing is being built.");
    await runtime.services.indexes.open(building).ensure();
    await buildPage(runtime.services, building, "");
    commit(repository, {
      "birds/zebu.md": page("zebu"),
      "birds/heron.md": page("heron", "It stands in the quillwort."),
      "birds/knot.md": page("knot"),
    });
    commit(repository, { "birds/zebu.md": null });
    await sync(repository);
    expect(paths(await second.search("quillwort"))).toEqual(["birds/heron.md"]);
    const settled = await second.settled();
    rebuilt = true;
    await searching;
    expect(searches).toBeGreaterThan(5);

    expect(settled).toMatchObject({ due: false, rebuild: null, active: { quality: { passed: true } } });
    expect(settled.active.quality?.queries).toBeGreaterThan(5);
    expect(settled.active.id).not.toBe(before.active.id);
    expect(paths(await second.search("quillwort"))).toEqual(["birds/heron.md"]);
    expect(paths(await second.search("where the knot nests"))[0]).toBe("birds/knot.md");
    expect(await second.sync(repository)).toMatchObject({ status: "completed", chunks: 0, embedded: 0 });
    await emptied(runtime);
    const ids = await idsIn(runtime, settled.active.namespace);
    expect(new Set(ids.map((id) => id.split("#")[0])).size).toBe(birds.length + 1);
    expect(await idsIn(runtime, before.active.namespace)).toEqual([]);
  });

  it("costs what the preview says, waits for a person where it costs money, and is not missed when it disappears", async () => {
    const openai = await startOpenAIFake({ apiKey: "a-key" });
    onTestFinished(() => openai.close());
    const { home, repository, first } = await setUp();
    await first.close();
    const provider = { TRIBUTARY_EMBEDDER: "openai", OPENAI_API_KEY: "a-key", OPENAI_BASE_URL: openai.url };
    const paid = await open(home, provider);
    await paid.sync(repository);
    expect(await paid.status()).toMatchObject({ due: true, automatic: false, rebuild: null });
    expect(await paid.search("where the egret nests")).toMatchObject({ notices: [] });
    expect(openai.requests).toHaveLength(0);

    const preview = await paid.preview();
    expect(preview).toMatchObject({ documents: birds.length, cached: 0, estimated: false, seconds: null });
    expect(preview.cost?.amount).toBeCloseTo((preview.tokens * 0.02) / 1_000_000, 12);
    expect(openai.requests).toHaveLength(0);
    expect(await paid.reindex("build")).toBe(true);
    const { active } = await paid.status();
    expect(active.quality?.queries).toBeGreaterThan(5);
    const built = await searchIndexes.active(paid.runtime.services.database, workspaceId);
    expect(built).toMatchObject({ embedded: preview.embedded, cached: 0, chunks: preview.chunks });
    expect(await paid.preview()).toMatchObject({ cached: preview.texts, embedded: 0, tokens: 0 });

    openai.removeModel("text-embedding-3-small");
    const fallback = await paid.search("bittern early seen");
    expect(paths(fallback)).toContain("birds/bittern.md");
    expect(fallback.notices).toMatchObject([
      { code: "words-only", message: expect.stringContaining("does not exist") },
    ]);
    commit(repository, { "birds/lark.md": page("lark") });
    expect(await paid.sync(repository)).toMatchObject({ status: "failed", documents: birds.length });
    expect(paid.output.notes.join(" ")).toContain("text-embedding-3-small");
    await paid.close();

    openai.removeModel("text-embedding-3-large");
    const another = await open(home, { ...provider, TRIBUTARY_EMBEDDING_MODEL: "text-embedding-3-large" });
    expect(await another.reindex("build")).toBe(false);
    const problem = { code: "model-not-found", message: expect.stringContaining("text-embedding-3-large") };
    expect(await another.status()).toMatchObject({ active: { id: active.id }, rebuild: { state: "failed", problem } });
    await another.close();

    const without = await open(home);
    const keyless = await without.search("where the dunlin nests");
    expect(paths(keyless)[0]).toBe("birds/dunlin.md");
    expect(keyless.notices).toMatchObject([{ code: "words-only", message: expect.stringContaining("OPENAI_API_KEY") }]);
    // Building begins with the sync, which fails where it needs the embedder that is gone, and takes the new document in.
    await without.sync(repository);
    expect(await without.settled()).toMatchObject({ due: false, active: { quality: { oldByWordsOnly: true } } });
    expect(await without.sync(repository)).toMatchObject({ status: "completed", documents: birds.length + 1 });
    expect(await without.search("where the lark nests")).toMatchObject({
      notices: [],
      results: expect.arrayContaining([expect.objectContaining({ path: "birds/lark.md" })]),
    });
  });

  it("is held when it finds less, until a person switches or drops it", async () => {
    const { home, repository, first } = await setUp();
    await first.close();
    const { runtime, status, settled, ...other } = await open(home, { TRIBUTARY_EMBEDDING_DIMENSIONS: "64" });
    const { services } = runtime;
    /** Builds an index that has lost most of what it counts as its own. */
    const buildPoorly = async () => {
      const building = await beginRebuild(services, workspaceId);
      if (!building) throw new Error("Nothing is being built.");
      await services.indexes.open(building).ensure();
      await buildPage(services, building, "");
      const ids = await idsIn(runtime, building.namespace);
      await services.store.deleteByIds(building.namespace, ids.slice(6));
      return building;
    };
    const poor = await buildPoorly();
    expect(await other.reindex("build")).toBe(false);
    const held = await status();
    expect(held).toMatchObject({ due: true, rebuild: { id: poor.id, state: "held", quality: { passed: false } } });
    expect(held.rebuild?.quality?.new.recall).toBeLessThan((held.rebuild?.quality?.old.recall ?? 0) - 0.05);
    await other.sync(repository);
    expect(await status()).toMatchObject({ active: held.active, rebuild: { state: "held" } });

    expect(await other.reindex("drop")).toBe(true);
    await emptied(runtime);
    expect(await idsIn(runtime, poor.namespace)).toEqual([]);
    // What a person dropped does not begin by itself again.
    await other.sync(repository);
    expect(await settled()).toMatchObject({ due: true, automatic: false, rebuild: null, active: held.active });
    await expect(other.reindex("drop")).rejects.toThrow("No index is being built");

    const again = await buildPoorly();
    expect(again.namespace).not.toBe(poor.namespace);
    expect(await other.reindex("build")).toBe(false);
    expect(await other.reindex("switch")).toBe(true);
    expect(await status()).toMatchObject({ due: false, active: { id: again.id, quality: { passed: false } } });
  });

  it("takes over what was indexed before indexes were noted", async () => {
    const folder = temporaryFolder();
    const home = join(folder, "home");
    await prepareHome(home);
    const repository = createRepository(join(folder, "repository"), files);
    const earlier = await open(home);
    const { database, indexes } = earlier.runtime.services;
    const legacy = "default/local-hash-v1-384";
    await searchIndexes.first(database, { workspaceId, ...indexes.configured, namespace: () => legacy });
    await earlier.sync(repository);

    await database.orm.execute("DELETE FROM search_indexes");
    expect(await earlier.status()).toMatchObject({ due: false, active: { namespace: legacy } });
    expect(paths(await earlier.search("where the ibis nests"))[0]).toBe("birds/ibis.md");

    await database.orm.execute("DELETE FROM search_indexes");
    await database.orm.execute("UPDATE documents SET config_hash = 'older'");
    expect(await earlier.status()).toMatchObject({ due: true, active: { namespace: legacy } });
    expect(paths(await earlier.search("where the ibis nests"))[0]).toBe("birds/ibis.md");
    // What a crash left behind is removed as well, even before it had a namespace.
    await database.orm.execute(
      `INSERT INTO search_indexes (id, workspace_id, state, config_hash, namespace, description)
       VALUES ('idx_left', 'default', 'retired', 'x', 'default/never', '{}')`,
    );
    expect(await earlier.sync(repository)).toMatchObject({ status: "completed", chunks: 0 });
    expect(await earlier.settled()).toMatchObject({ due: false });
    await emptied(earlier.runtime);
    expect(await idsIn(earlier.runtime, legacy)).toEqual([]);
    expect(paths(await earlier.search("where the ibis nests"))[0]).toBe("birds/ibis.md");
  });

  it("survives kill -9 whenever it comes", async () => {
    const { home, repository, first } = await setUp();
    await first.close();
    const env = { TRIBUTARY_EMBEDDING_DIMENSIONS: "96" };
    for (const point of POINTS) {
      const crashed = await tributary(home, ["reindex", "--json"], {
        imports: [join(import.meta.dirname, "../testing/crash-points.ts")],
        env: { ...env, TRIBUTARY_CRASH_POINT: String(point) },
      });
      expect(crashed.signal, crashed.stdout + crashed.stderr).toBe("SIGKILL");
    }
    const last = await open(home, env);
    expect(paths(await last.search("where the avocet nests"))[0]).toBe("birds/avocet.md");
    expect(await last.reindex("build")).toBe(true);
    expect(await last.sync(repository)).toMatchObject({ status: "completed", chunks: 0, documents: birds.length });
    await emptied(last.runtime);
    const { active } = await last.status();
    const ids = await idsIn(last.runtime, active.namespace);
    expect(new Set(ids.map((id) => id.split("#")[0])).size).toBe(birds.length);
  });
});
