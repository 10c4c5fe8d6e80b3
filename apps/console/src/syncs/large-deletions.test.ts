import { join } from "node:path";
import { deletions, tables } from "@tributary/database";
import type { LargeDeletion } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { syncSource } from "../cli/sync.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { commit, createRepository, temporaryFolder } from "../testing/repository.ts";
import { createServedConsole } from "../testing/served-console.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

async function setUp() {
  const served = await createServedConsole();
  const { client, get, post, until, search, runtime } = served;
  const pages = Object.fromEntries(
    Array.from({ length: 24 }, (_, n) => [`docs/page-${n}.md`, `# Page ${n}\n\nThe lapwing${n} calls.\n`]),
  );
  const repository = createRepository(join(temporaryFolder(), "birds"), { ...pages, "kept.md": "# Kept\n" });
  const { signal } = new AbortController();
  const source = { kind: "git", config: { path: repository } };
  const sync = () => syncSource(client, { source, mode: "full", output: createQuietOutput(), signal });
  await sync();
  const { sources } = await get<{ sources: { id: string }[] }>("/v1/sources");
  const sourceId = sources[0]?.id ?? "";
  const path = `/v1/sources/${sourceId}/deletions`;
  const list = async () => (await get<{ deletions: LargeDeletion[] }>(path)).deletions;
  const decide = (decision: string, fingerprint: string | undefined) =>
    post(`${path}/confirm`, { decision, fingerprint });
  const untilDone = () => until("all is done", async () => (await list()).every(({ pending }) => pending === 0));
  /** Hides the pages from the source, or shows them again. */
  const hide = (hidden: boolean) => commit(repository, { "tributary.yml": hidden ? "exclude:\n  - docs/**\n" : "\n" });
  const finds = async (word: string) => (await search(word)).some(({ snippet }) => snippet.includes(word));
  return { ...served, runtime, sync, sourceId, path, list, decide, untilDone, hide, finds };
}

describe("deletions of more than a quarter of a source", { timeout: 240_000 }, () => {
  it("are shown, kept or released as they were shown, and undone without embedding anything", async () => {
    const { sync, sourceId, path, list, decide, untilDone, hide, finds, get, post, send, runtime } = await setUp();
    hide(true);
    expect(await sync()).toMatchObject({ status: "completed_with_failures", documents: 26, deleted: 0 });
    const [held] = await list();
    expect(held).toMatchObject({ state: "held", count: 24, total: 25, pending: 0, decidedAt: null, undoUntil: null });
    expect(held?.reason).toContain("24 of 25");
    expect(held?.documents).toHaveLength(24);
    expect(held?.documents).toContainEqual(expect.objectContaining({ path: "docs/page-7.md" }));
    expect(await get("/v1/status")).toMatchObject({ sources: [{ held: 24 }] });
    expect(await get("/v1/deletions"), "of all sources").toEqual({ deletions: [held] });

    // What stays stays, also when the next listing misses it again.
    expect(await decide("keep", held?.fingerprint)).toEqual({ id: held?.id, decision: "keep", count: 24 });
    expect(await decide("release", held?.fingerprint)).toMatchObject({ error: { code: "changed" } });
    expect(await sync()).toMatchObject({ status: "completed", documents: 26, deleted: 0 });
    expect(await list()).toMatchObject([{ state: "kept" }]);
    expect(await finds("lapwing7")).toBe(true);

    // Once a listing shows it again, it is as any other.
    hide(false);
    await sync();
    hide(true);
    await sync();
    const [again] = await list();
    expect(again).toMatchObject({ state: "held", count: 24 });
    expect(await decide("release", "what was shown before")).toMatchObject({ error: { code: "changed" } });
    const { database } = runtime.services;
    const embedded = await database.orm.$count(tables.embeddingCache);
    expect(embedded).toBeGreaterThan(24);
    await decide("release", again?.fingerprint);
    await untilDone();
    expect(await finds("lapwing7")).toBe(false);
    expect(await get("/v1/status")).toMatchObject({ sources: [{ held: 0, documents: { searchable: 2 } }] });
    const [released] = await list();
    expect(released).toMatchObject({ state: "released", decidedBy: "This machine", documents: { length: 24 } });
    const { decidedAt, undoUntil } = released as LargeDeletion;
    expect(Date.parse(undoUntil ?? "") - Date.parse(decidedAt ?? "")).toBe(30 * DAY_MS);

    expect(await post(`${path}/${released?.id}/undo`)).toEqual({ count: 24 });
    await untilDone();
    expect(await finds("lapwing7")).toBe(true);
    expect(await get(`/v1/sources/${sourceId}`)).toMatchObject({ documents: { searchable: 26 } });
    expect(await database.orm.$count(tables.embeddingCache)).toBe(embedded);
    expect(await post(`${path}/${released?.id}/undo`)).toEqual({ count: 0 });
    expect(await post(`${path}/${held?.id}/undo`)).toMatchObject({ error: { code: "not-released" } });
    expect((await send(`${path}/dlt_none/undo`, { method: "POST" })).status).toBe(404);
    expect(await sync()).toMatchObject({ status: "completed", documents: 26, deleted: 0, embedded: 0 });

    // A second listing that agrees releases too, and that can be undone as well.
    hide(false);
    await sync();
    hide(true);
    await sync();
    expect(await sync()).toMatchObject({ status: "completed", documents: 2, deleted: 24 });
    const [agreed] = await list();
    expect(agreed).toMatchObject({ state: "released", decidedBy: "listing", pending: 0 });
    expect(await post(`${path}/${agreed?.id}/undo`)).toEqual({ count: 24 });
    await untilDone();
    expect(await finds("lapwing23")).toBe(true);

    // What was kept or undone is remembered for as long as it is about something.
    expect(await deletions.expire(database, { before: new Date(0), limit: 10 })).toBe(0);
    expect(await deletions.expire(database, { before: new Date(Date.now() + DAY_MS), limit: 10 })).toBe(2);
    expect(await list()).toMatchObject([{ id: agreed?.id, state: "undone" }]);
  });
});
