import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type SearchResult, searchResultSchema } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { gitAt, syncSource } from "../cli/sync.ts";
import type { Runtime } from "../runtime.ts";
import { DEFAULT_WORKSPACE } from "../stores.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { commit, createRepository, git, temporaryFolder } from "../testing/repository.ts";
import { createTestClient, createTestRuntime } from "../testing/runtime.ts";

const readme = `# Lantern

Lantern keeps lighthouses talking to each other across the bay.

## Installing

Run the harbour script once, then restart the beacon.
`;

const beacon = `/** Turns the lamp on and waits until it has warmed up. */
export function igniteBeaconLamp(watts: number): void {
  warmUp(watts);
}

/** Counts ships that passed since midnight. */
export function countPassingShips(log: string[]): number {
  return log.length;
}
`;

async function setUp(files: Record<string, string | Buffer>) {
  const folder = temporaryFolder();
  const repository = createRepository(join(folder, "lantern"), files);
  const runtime = await createTestRuntime(join(folder, "home"));
  const { client } = createTestClient(runtime);
  const { signal } = new AbortController();
  const output = createQuietOutput();
  const sync = (mode: "full" | "incremental" = "incremental") =>
    syncSource(client, { source: gitAt(repository), mode, output, signal });
  const search = async (query: string): Promise<SearchResult[]> => {
    const schema = z.object({ results: z.array(searchResultSchema) });
    const answer = await client.request("GET", `/v1/search?q=${encodeURIComponent(query)}`, { schema });
    return answer.results;
  };
  return { repository, runtime, sync, search, output };
}

async function vectorIds(runtime: Runtime): Promise<string[]> {
  const { store, indexes } = runtime.services;
  const { namespace } = await indexes.active(DEFAULT_WORKSPACE.id);
  const ids: string[] = [];
  for await (const id of store.listIds(namespace)) ids.push(id);
  return ids.sort();
}

describe("a git repository", { timeout: 60_000 }, () => {
  it("is searchable after one sync: by function name, by words of a comment, by a phrase of the README", async () => {
    const { sync, search } = await setUp({
      "README.md": readme,
      "src/beacon.ts": beacon,
      "src/tide.ts": "export const tide = 3;\n",
    });
    expect(await sync()).toMatchObject({
      status: "completed",
      documents: 3,
      added: 3,
      updated: 0,
      deleted: 0,
      failed: 0,
    });

    const [byName] = await search("igniteBeaconLamp");
    expect(byName).toMatchObject({ path: "src/beacon.ts", source: "git", type: "file" });
    expect(byName?.matchedLines).toContain(2);
    expect((await search("ships since midnight"))[0]?.path).toBe("src/beacon.ts");
    expect((await search("lighthouses talking across the bay"))[0]?.path).toBe("README.md");
  });

  it("costs nothing when nothing changed", async () => {
    const { sync } = await setUp({ "README.md": readme, "src/beacon.ts": beacon });
    await sync();
    expect(await sync()).toMatchObject({
      status: "completed",
      added: 0,
      updated: 0,
      deleted: 0,
      chunks: 0,
      embedded: 0,
    });
    expect(await sync("full")).toMatchObject({ status: "completed", added: 0, updated: 0, unchanged: 2, embedded: 0 });
  });

  it("embeds only the changed chunks of a changed file", async () => {
    const sections = Array.from(
      { length: 40 },
      (_, n) => `## Section ${n}\n\n${`Sentence ${n} about harbours. `.repeat(60)}\n`,
    );
    const { repository, sync } = await setUp({ "guide.md": sections.join("\n") });
    const first = await sync();
    expect(first.embedded).toBeGreaterThan(20);
    sections[20] = `## Section 20\n\n${"Quite another text. ".repeat(60)}\n`;
    commit(repository, { "guide.md": sections.join("\n") });
    const second = await sync();
    expect(second).toMatchObject({ status: "completed", updated: 1, added: 0 });
    expect(second.embedded).toBeGreaterThan(0);
    expect(second.embedded).toBeLessThanOrEqual(3);
  });

  it("forgets deleted files and follows moved ones without embedding anything", async () => {
    const { repository, runtime, sync, search } = await setUp({ "README.md": readme, "src/beacon.ts": beacon });
    await sync();
    git(repository, "mv", "src/beacon.ts", "lamp.ts");
    commit(repository, {});
    expect(await sync()).toMatchObject({ status: "completed", added: 1, deleted: 1, embedded: 0 });
    expect((await search("igniteBeaconLamp"))[0]?.path).toBe("lamp.ts");

    commit(repository, { "lamp.ts": null });
    expect(await sync()).toMatchObject({ status: "completed", documents: 1, deleted: 1 });
    expect((await search("igniteBeaconLamp")).filter(({ path }) => path !== "README.md")).toEqual([]);
    expect((await vectorIds(runtime)).every((id) => id.includes("README.md"))).toBe(true);
  });

  it("says what it does not index and why, and is complete nevertheless", async () => {
    const { runtime, sync } = await setUp({
      "a.ts": "export const a = 1;\n",
      "logo.png": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]),
      "pnpm-lock.yaml": "lockfileVersion: 9\n",
    });
    expect(await sync()).toMatchObject({ status: "completed", documents: 1, failed: 0 });
    const { client } = createTestClient(runtime);
    const { sources } = await client.request("GET", "/v1/sources", {
      schema: z.object({ sources: z.array(z.object({ id: z.string() })) }),
    });
    const schema = z.object({ problems: z.array(z.object({ path: z.string().nullable(), code: z.string() })) });
    const { problems } = await client.request("GET", `/v1/sources/${sources[0]?.id}`, { schema });
    expect(problems.map(({ code }) => code).sort()).toEqual(["binary", "generated"]);
  });

  it("follows tributary.yml, and holds a deletion of most of the source until a second listing agrees", async () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`docs/page-${n}.md`, `# Page ${n}\n`]));
    const { repository, sync, output } = await setUp({ ...files, "src/a.ts": "export const a = 1;\n" });
    expect(await sync()).toMatchObject({ documents: 61 });
    commit(repository, { "tributary.yml": "exclude:\n  - docs/**\n" });
    const held = await sync();
    expect(held.status).toBe("completed_with_failures");
    expect(held.documents).toBe(62);
    expect(output.notes.join("\n")).toContain("60 documents are gone");
    expect(await sync("full")).toMatchObject({ status: "completed", deleted: 60, documents: 2 });
  });

  it("costs one document when one document is bad, and tries it again at the next sync", async () => {
    const { repository, sync } = await setUp({ "a.ts": "export const a = 1;\n", "b.ts": "export const b = 2;\n" });
    const blob = git(repository, "rev-parse", "HEAD:b.ts").trim();
    const object = join(repository, ".git/objects", blob.slice(0, 2), blob.slice(2));
    const whole = readFileSync(object);
    chmodSync(object, 0o644);
    writeFileSync(object, "not an object");
    const broken = await sync();
    expect(broken).toMatchObject({ status: "completed_with_failures", documents: 1, added: 1, failed: 1 });
    writeFileSync(object, whole);
    expect(await sync()).toMatchObject({ status: "completed", documents: 2, added: 1, failed: 0 });
  });
});
