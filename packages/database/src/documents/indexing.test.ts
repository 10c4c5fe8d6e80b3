import { expect, it } from "vitest";
import { createScope, reference, storable } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { documents } from "./documents.ts";

const empty = { documents: [], skipped: [], failed: [] };

describeDatabases("indexing and deleting documents", (database) => {
  const ids = ["git:1:file:a", "git:1:file:b", "git:1:file:c"];
  const scopeWithDocuments = async () => {
    const scope = await createScope(database());
    await documents.storeFetched(database(), { ...scope, ...empty, documents: ids.map((id) => storable(id)) });
    return scope;
  };
  const entry = (id: string, fields = {}) => ({
    ...{ id, contentHash: storable(id).contentHash, configHash: "config-2", chunkCount: 3 },
    ...fields,
  });
  const status = async (workspaceId: string, id: string) =>
    (await documents.get(database(), workspaceId, id))?.status ?? null;

  it("makes documents searchable unless they changed or are being deleted", async () => {
    const scope = await scopeWithDocuments();
    const { workspaceId } = scope;
    await documents.markDeleting(database(), { workspaceId, ids: ["git:1:file:c"] });
    const entries = [
      entry("git:1:file:a"),
      entry("git:1:file:b", { contentHash: "old" }),
      entry("git:1:file:c"),
      entry("x"),
    ];
    expect(await documents.markIndexed(database(), { workspaceId, entries })).toEqual(["git:1:file:a"]);
    expect(await documents.markIndexed(database(), { workspaceId, entries: [] })).toEqual([]);
    const outcome = await documents.outcome(database(), { ...scope, ids });
    expect(outcome).toEqual({
      ...{ searchable: new Set(["git:1:file:a"]), pending: new Set(["git:1:file:b"]) },
      ...{ deleting: new Set(["git:1:file:c"]), skipped: new Set(), failed: new Set() },
    });
    expect(await documents.known(database(), { ...scope, ids: ["git:1:file:a"] })).toEqual(
      new Map([["git:1:file:a", { version: "v1", status: "searchable", configHash: "config-2" }]]),
    );
    expect(await documents.counts(database(), scope)).toEqual({ searchable: 1, skipped: 0, failed: 0, pending: 1 });
  });

  it("records why a document could not be indexed until it can", async () => {
    const scope = await scopeWithDocuments();
    const { workspaceId } = scope;
    const problem = { code: "store-refused", message: "No." };
    await documents.markFailed(database(), { workspaceId, entries: [{ id: "git:1:file:a", problem }] });
    expect(await documents.problems(database(), { ...scope, limit: 10 })).toEqual([
      { id: "git:1:file:a", path: null, status: "failed", ...problem },
    ]);
    // Its content is held: doing the batch again tries it again.
    expect(await documents.loadForIndexing(database(), { workspaceId, ids: ["git:1:file:a"] })).toHaveLength(1);
    await documents.markIndexed(database(), { workspaceId, entries: [entry("git:1:file:a")] });
    expect(await documents.problems(database(), { ...scope, limit: 10 })).toEqual([]);
  });

  it("tells what would be found for the first time from what would only change", async () => {
    const scope = await scopeWithDocuments();
    const { workspaceId } = scope;
    const entries = [entry("git:1:file:a"), entry("git:1:file:b")];
    await documents.markIndexed(database(), { workspaceId, entries });
    const changed = { ...storable("git:1:file:b"), content: "other", contentHash: "other" };
    await documents.storeFetched(database(), { ...scope, ...empty, documents: [changed] });
    expect(await documents.novelty(database(), { ...scope, ids: [...ids, "unknown"] })).toEqual({
      added: ["git:1:file:c"],
      updated: ["git:1:file:b"],
    });
  });

  it("says what earlier syncs left undone", async () => {
    const scope = await scopeWithDocuments();
    const { workspaceId } = scope;
    const next = { ...scope, jobId: "job_next" };
    const unfinished = (configHash: string, more = {}) =>
      documents.unfinished(database(), { ...next, configHash, ...more });
    expect(await unfinished("config-2")).toEqual({ fetch: ids.map((id) => reference(id)), index: [], delete: [] });
    // This job fetched them: they are in its own hands.
    expect(await unfinished("config-2", { jobId: scope.jobId })).toEqual({ fetch: [], index: [], delete: [] });

    await documents.markIndexed(database(), { workspaceId, entries: ids.map((id) => entry(id)) });
    expect(await unfinished("config-2")).toEqual({ fetch: [], index: [], delete: [] });
    for (const configHash of ["config-1", "config-3"]) {
      const { index, ...others } = await unfinished(configHash);
      expect([...index].sort()).toEqual(ids);
      expect(others).toEqual({ fetch: [], delete: [] });
      expect((await unfinished(configHash, { limit: 2 })).index).toHaveLength(2);
    }
    await documents.markDeleting(database(), { workspaceId, ids: ["git:1:file:b"] });
    expect(await unfinished("config-2")).toEqual({ fetch: [], index: [], delete: ["git:1:file:b"] });
    expect(await unfinished("config-1")).toMatchObject({ delete: ["git:1:file:b"] });
  });

  it("removes rows and says how many there were", async () => {
    const { workspaceId } = await scopeWithDocuments();
    await documents.markDeleting(database(), { workspaceId, ids });
    expect(await documents.remove(database(), { workspaceId, ids: [...ids, "x", "\0"] })).toBe(3);
    expect(await documents.remove(database(), { workspaceId, ids })).toBe(0);
    expect(await status(workspaceId, "git:1:file:a")).toBeNull();
  });

  it("shows problems, failures first, and finds no document that no database could hold", async () => {
    const scope = await createScope(database());
    const problem = { code: "timeout", message: "Slow." };
    const row = (id: string) => ({ id, type: "file", version: "v", reference: reference(id) });
    await documents.storeFetched(database(), {
      ...scope,
      documents: [],
      skipped: [{ ...row("git:1:file:a"), reason: "too-large", message: "Too large." }],
      failed: [{ ...row("git:1:file:b"), problem }],
    });
    const listed = await documents.problems(database(), { ...scope, limit: 10 });
    expect(listed.map(({ id, status: is, code }) => [id, is, code])).toEqual([
      ["git:1:file:b", "failed", "timeout"],
      ["git:1:file:a", "skipped", "too-large"],
    ]);
    expect(await documents.problems(database(), { ...scope, limit: 1 })).toHaveLength(1);
    expect(await documents.get(database(), scope.workspaceId, "\0")).toBeNull();
  });

  it("is blind and powerless in another workspace", async () => {
    const scope = await scopeWithDocuments();
    const { workspaceId } = await createScope(database());
    const foreign = { workspaceId, sourceId: scope.sourceId };
    expect(await documents.get(database(), workspaceId, "git:1:file:a")).toBeNull();
    expect(await documents.loadForIndexing(database(), { workspaceId, ids })).toEqual([]);
    expect(await documents.markIndexed(database(), { workspaceId, entries: ids.map((id) => entry(id)) })).toEqual([]);
    await documents.markFailed(database(), {
      workspaceId,
      entries: ids.map((id) => ({ id, problem: { code: "c", message: "m" } })),
    });
    await documents.markDeleting(database(), { workspaceId, ids });
    await documents.markUnindexed(database(), { workspaceId, ids });
    expect(await documents.remove(database(), { workspaceId, ids })).toBe(0);
    expect(await documents.counts(database(), foreign)).toEqual({ searchable: 0, skipped: 0, failed: 0, pending: 0 });
    expect(await documents.problems(database(), { ...foreign, limit: 10 })).toEqual([]);
    expect((await documents.outcome(database(), { ...foreign, ids })).pending).toEqual(new Set());
    expect(await documents.unfinished(database(), { ...foreign, configHash: "x" })).toEqual({
      ...{ fetch: [], index: [], delete: [] },
    });
    expect(await documents.counts(database(), scope)).toEqual({ searchable: 0, skipped: 0, failed: 0, pending: 3 });
  });
});
