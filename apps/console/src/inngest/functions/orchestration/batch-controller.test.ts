import { join } from "node:path";
import { documents } from "@tributary/database";
import { describe, expect, it } from "vitest";
import { gitAt, syncSource } from "../../../cli/sync.ts";
import { createQuietOutput } from "../../../testing/quiet-output.ts";
import { createRepository, temporaryFolder } from "../../../testing/repository.ts";
import { runWorkflow } from "../../../testing/run-workflow.ts";
import { createServedConsole } from "../../../testing/served-console.ts";
import { pauses } from "../processing/docs-batch-coordinator.ts";
import { roundsOf } from "./batch-controller.ts";

const files = Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`notes/${n}.md`, `# Note ${n}\n\nlamp${n}\n`]));

describe("work that is handed over by event", { timeout: 240_000 }, () => {
  it("is done in batches, gathered, waited for, and counted as it really went", async () => {
    const folder = temporaryFolder();
    const repository = createRepository(join(folder, "lantern"), files);
    const { runtime, client, get, search } = await createServedConsole(join(folder, "home"));
    const { signal } = new AbortController();
    await syncSource(client, { source: gitAt(repository), mode: "full", output: createQuietOutput(), signal });
    const [source] = (await get<{ sources: { id: string }[] }>("/v1/sources")).sources;
    const scope = { workspaceId: "default", sourceId: source?.id ?? "" };
    const { database, store, indexes } = runtime.services;
    const ids = await Array.fromAsync(documents.ids(database, scope));
    expect(ids).toHaveLength(25);

    // What is waited for is done by the index, whoever asked for it.
    const forget = async () => {
      await store.deleteDocuments((await indexes.active("default")).namespace, ids);
      await database.orm.execute("UPDATE documents SET status = 'pending', indexed_hash = NULL, config_hash = NULL");
    };
    await forget();
    expect(await search("lamp7")).toEqual([]);
    const handed = { ...scope, batchId: "batch-1", documentIds: [...ids, "git:none:file:gone.md"] };
    const counts = { documents: 26, searchable: 25, failed: 0, skipped: 0, gone: 1, pending: 0 };
    expect(await runWorkflow(runtime, "docs.batch.coordinator", handed)).toEqual(counts);
    expect((await search("lamp7"))[0]?.title).toContain("7.md");

    await forget();
    const asked = { ...scope, processor: "embeddings.generator", batchSize: 10, items: [...ids, "git:none:file:a.md"] };
    const done = { total: 26, successful: 25, failed: 0, processed: 26 };
    expect(await runWorkflow(runtime, "batch.controller", asked)).toEqual(done);
    expect((await search("lamp7"))[0]?.title).toContain("7.md");
    // More batches than one run hands out: rounds of their own do, one after the other.
    const unknown = Array.from({ length: 88 }, (_, n) => `git:none:file:${n}.md`);
    const items = [...ids.slice(0, 3), ...unknown];
    const remove = { ...scope, processor: "documents.delete", batchSize: 1, items };
    expect(await runWorkflow(runtime, "batch.controller", remove)).toEqual({
      ...{ total: 91, successful: 3, failed: 0, processed: 91 },
    });
    expect(await Array.fromAsync(documents.ids(database, scope))).toHaveLength(22);

    // A batch that fails is its own loss: a source that is not there fails every fetch.
    const references = [{ id: "git:none:file:a.md", type: "file", version: "1", locator: {} }];
    const missing = { ...scope, sourceId: "src_none", processor: "files.batch.processor", items: references };
    expect(await runWorkflow(runtime, "batch.controller", missing)).toEqual({
      ...{ total: 1, successful: 0, failed: 1, processed: 0 },
    });
    const foreign = runWorkflow(runtime, "batch.controller", { ...scope, processor: "sync.orchestrator", items: ids });
    await expect(foreign).rejects.toThrow(/processor/);
  });

  it("is handed out by as many runs as keep each short", () => {
    const items = Array.from({ length: 191 }, (_, n) => n);
    expect(roundsOf(items, 1).map(({ length }) => length)).toEqual([90, 90, 11]);
    expect(roundsOf(items, 50)).toEqual([items]);
  });

  it("is waited for half an hour, in few enough looks for one run", () => {
    const all = pauses();
    expect(all.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThanOrEqual(30 * 60_000);
    expect(all.length).toBeLessThan(48);
    expect(all.every((pause) => pause >= 1_000 && pause % 1_000 === 0)).toBe(true);
  });
});
