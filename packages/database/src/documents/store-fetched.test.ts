import { DOCUMENT_ID_MAX_LENGTH } from "@tributary/validation";
import { expect, it } from "vitest";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { createScope, reference, storable } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { documents } from "./documents.ts";
import type { StorableDocument } from "./types.ts";

const empty = { documents: [], skipped: [], failed: [] };
const nothing = { added: [], updated: [], stale: [], rejected: [] };

describeDatabases("storing what was fetched", (database) => {
  const index = async (workspaceId: string, ids: readonly string[], configHash = "config") => {
    const loaded = await documents.loadForIndexing(database(), { workspaceId, ids });
    const entries = loaded.map(({ id, contentHash }) => ({ id, contentHash, configHash, chunkCount: 2 }));
    return documents.markIndexed(database(), { workspaceId, entries });
  };

  it("returns a document exactly as it came", async () => {
    const scope = await createScope(database());
    const full: StorableDocument = {
      ...storable("git:1:file:a"),
      title: "Ein Titel mit \u{1F600} und \\ \" ' $1 {}",
      content: "line\r\n\ttab \u2028 \u00e9 \u{10FFFF} \\u0000 \\x00",
      format: "markdown",
      path: "a/b c.md",
      url: "https://example.test/a?b=c#d",
      repository: "owner/name",
      language: "markdown",
      author: { name: "A", email: "a@example.test" },
      state: "open",
      labels: ["x", "y,z", ""],
      createdAt: "2020-02-29T23:59:59.123+05:30",
      updatedAt: "0001-01-01T00:00:01Z",
      metadata: { nested: { list: [1, 2.5, null, true, "\u{1F600}"] }, __proto__: "x" },
      missing: ["comments after the first 50"],
    };
    const bare = storable("git:1:file:b", { content: "" });
    const stored = await documents.storeFetched(database(), { ...scope, ...empty, documents: [full, bare] });
    expect(stored).toEqual({ ...nothing, added: [full.id, bare.id] });

    const { reference: _, contentHash, ...document } = full;
    const held = await documents.get(database(), scope.workspaceId, full.id);
    const inUtc = { createdAt: "2020-02-29T18:29:59.123Z", updatedAt: "0001-01-01T00:00:01.000Z" };
    expect(held).toEqual({
      document: { ...document, ...inUtc },
      sourceId: scope.sourceId,
      status: "pending",
      chunkCount: 0,
      problem: null,
    });
    const loaded = await documents.loadForIndexing(database(), {
      workspaceId: scope.workspaceId,
      ids: [full.id, bare.id],
    });
    expect(loaded).toEqual([
      {
        ...{ ...document, ...inUtc, sourceId: scope.sourceId },
        ...{ contentHash, indexedHash: null, configHash: null, chunkCount: 0 },
      },
      expect.objectContaining({ id: bare.id, content: "" }),
    ]);
    expect(Object.keys(loaded[1] ?? {})).not.toContain("path");
  });

  it("counts a document as added until it was searchable, then as updated", async () => {
    const scope = await createScope(database());
    const store = (content: string) =>
      documents.storeFetched(database(), { ...scope, ...empty, documents: [storable("git:1:file:a", { content })] });
    expect(await store("one")).toEqual({ ...nothing, added: ["git:1:file:a"] });
    expect(await store("two")).toEqual({ ...nothing, added: ["git:1:file:a"] });
    await index(scope.workspaceId, ["git:1:file:a"]);
    expect(await store("three")).toEqual({ ...nothing, updated: ["git:1:file:a"] });
    expect(await store("three")).toEqual({ ...nothing, updated: ["git:1:file:a"] });
    const [loaded] = await documents.loadForIndexing(database(), {
      workspaceId: scope.workspaceId,
      ids: ["git:1:file:a"],
    });
    expect(loaded).toMatchObject({ content: "three", chunkCount: 2, configHash: "config" });
    expect(loaded?.indexedHash).not.toBe(loaded?.contentHash);
  });

  it("keeps what is searchable when fetching it again fails, and has it fetched again", async () => {
    const scope = await createScope(database());
    const { workspaceId } = scope;
    await documents.storeFetched(database(), { ...scope, ...empty, documents: [storable("git:1:file:a")] });
    await index(workspaceId, ["git:1:file:a"]);
    const problem = { code: "timeout", message: "Too\0 slow\uD800." };
    const failed = ["git:1:file:a", "git:1:file:new"].map((id) => ({
      ...{ id, type: "file", version: "v2", reference: reference(id, "v2"), problem },
    }));
    expect(await documents.storeFetched(database(), { ...scope, ...empty, failed })).toEqual(nothing);
    expect(await documents.get(database(), workspaceId, "git:1:file:a")).toMatchObject({
      status: "failed",
      document: { version: "v1", content: "content of git:1:file:a" },
      problem: { code: "timeout", message: "Too\uFFFD slow\uFFFD." },
    });
    expect(await documents.get(database(), workspaceId, "git:1:file:new")).toMatchObject({
      status: "failed",
      document: { source: "git", version: "v2", content: "" },
    });
    const next = await documents.unfinished(database(), { ...scope, jobId: "job_next", configHash: "config" });
    expect(next).toEqual({ fetch: failed.map((entry) => entry.reference), index: [], delete: [] });
    const same = await documents.unfinished(database(), { ...scope, configHash: "config" });
    expect(same.fetch).toEqual([]);
  });

  it("tells which skipped documents still have vectors", async () => {
    const scope = await createScope(database());
    const { workspaceId } = scope;
    await documents.storeFetched(database(), { ...scope, ...empty, documents: [storable("git:1:file:a")] });
    await index(workspaceId, ["git:1:file:a"]);
    const skipped = ["git:1:file:a", "git:1:file:b"].map((id) => ({
      ...{ id, type: "file", version: "v2", reference: reference(id, "v2") },
      ...{ reason: "binary" as const, message: "It is binary." },
    }));
    const result = await documents.storeFetched(database(), { ...scope, ...empty, skipped });
    expect(result).toEqual({ ...nothing, stale: ["git:1:file:a"] });
    expect(await documents.loadForIndexing(database(), { workspaceId, ids: ["git:1:file:a"] })).toEqual([]);
    expect(await documents.get(database(), workspaceId, "git:1:file:a")).toMatchObject({
      status: "skipped",
      document: { content: "", version: "v2" },
      problem: { code: "binary", message: "It is binary." },
    });
    const unfinished = () => documents.unfinished(database(), { ...scope, configHash: "config" });
    expect(await unfinished()).toEqual({ fetch: [], index: [], delete: ["git:1:file:a"] });
    await documents.markUnindexed(database(), { workspaceId, ids: ["git:1:file:a"] });
    expect(await unfinished()).toEqual({ fetch: [], index: [], delete: [] });
    expect(await documents.storeFetched(database(), { ...scope, ...empty, skipped })).toEqual(nothing);
  });

  it.each([
    ["U+0000 in the content", { content: "a\0b" }],
    ["half a surrogate pair in the title", { title: "\uDC00" }],
    ["half a surrogate pair in the metadata", { metadata: { deep: [{ key: "\uD800" }] } }],
    ["U+0000 in a metadata key", { metadata: { "a\0": 1 } }],
    ["nesting without end", { metadata: { deep: JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`) } }],
    ["a year PostgreSQL does not have", { createdAt: "0000-01-01T00:00:00Z" }],
    ["a time that is none", { updatedAt: "yesterday" }],
  ])("records a document with %s as failed and stores the others", async (_, fields) => {
    const scope = await createScope(database());
    const bad = storable("git:1:file:bad", fields);
    const result = await documents.storeFetched(database(), {
      ...{ ...scope, ...empty },
      documents: [storable("git:1:file:a"), bad, storable("git:1:file:z")],
    });
    const problem = { code: "constraint", message: expect.any(String) };
    expect(result).toEqual({
      ...{ added: ["git:1:file:a", "git:1:file:z"], updated: [], stale: [] },
      rejected: [{ id: bad.id, problem }],
    });
    expect(await documents.get(database(), scope.workspaceId, bad.id)).toMatchObject({ status: "failed", problem });
  });

  it("cannot record a document whose id no database can hold, and says so", async () => {
    const scope = await createScope(database());
    const result = await documents.storeFetched(database(), {
      ...{ ...scope, ...empty },
      documents: [storable("git:1:file:\0"), storable("git:1:file:a")],
      skipped: [
        {
          ...{ id: "git:1:file:\uD800", type: "file", version: "v", reference: reference("git:1:file:\uD800") },
          ...{ reason: "empty" as const, message: "m" },
        },
      ],
    });
    expect(result.added).toEqual(["git:1:file:a"]);
    expect(result.rejected.map(({ id }) => id)).toEqual(["git:1:file:\0", "git:1:file:\uD800"]);
    expect(await documents.counts(database(), scope)).toEqual({ searchable: 0, skipped: 0, failed: 0, pending: 1 });
  });

  it("finds the one document a database refuses for its own reasons", async () => {
    const scope = await createScope(database());
    await rowsOf(
      database(),
      sql`ALTER TABLE documents ADD CONSTRAINT refusal CHECK (content IS DISTINCT FROM 'refuse me' AND type <> 'never')`,
    );
    const result = await documents.storeFetched(database(), {
      ...{ ...scope, ...empty },
      documents: [
        storable("git:1:file:a"),
        storable("git:1:file:bad", { content: "refuse me" }),
        storable("git:1:file:worse", { type: "never" }),
        storable("git:1:file:z"),
      ],
    });
    await rowsOf(database(), sql`ALTER TABLE documents DROP CONSTRAINT refusal`);
    expect(result).toMatchObject({ added: ["git:1:file:a", "git:1:file:z"], updated: [], stale: [] });
    expect(result.rejected.map(({ id }) => id)).toEqual(["git:1:file:bad", "git:1:file:worse"]);
    expect(await documents.get(database(), scope.workspaceId, "git:1:file:bad")).toMatchObject({
      status: "failed",
      problem: { code: "constraint", message: expect.stringContaining("refusal") },
    });
    expect(await documents.counts(database(), scope)).toEqual({ searchable: 0, skipped: 0, failed: 1, pending: 2 });
  });

  it("takes the longest id there is, and not one longer", async () => {
    const scope = await createScope(database());
    // Four bytes a pair of characters: the most an id can weigh.
    const longest = `git:1:f:${"\u{10FFFD}".repeat((DOCUMENT_ID_MAX_LENGTH - 8) / 2)}`;
    const result = await documents.storeFetched(database(), {
      ...{ ...scope, ...empty },
      documents: [storable(longest), storable(`${longest}x`), storable("git:1:file:a")],
    });
    expect(result.added).toEqual([longest, "git:1:file:a"]);
    expect(result.rejected.map(({ id }) => id)).toEqual([`${longest}x`]);
  });

  it("takes the last of what is given twice", async () => {
    const scope = await createScope(database());
    const result = await documents.storeFetched(database(), {
      ...scope,
      documents: [storable("git:1:file:a", { content: "old" }), storable("git:1:file:a", { content: "new" })],
      skipped: [],
      failed: [
        {
          ...{ id: "git:1:file:a", type: "file", version: "v", reference: reference("git:1:file:a") },
          problem: { code: "c", message: "m" },
        },
      ],
    });
    expect(result).toEqual({ ...nothing, added: ["git:1:file:a"] });
    expect(await documents.get(database(), scope.workspaceId, "git:1:file:a")).toMatchObject({
      status: "pending",
      document: { content: "new" },
    });
  });

  it("keeps the same id of two workspaces apart", async () => {
    const one = await createScope(database());
    const two = await createScope(database());
    await documents.storeFetched(database(), {
      ...one,
      ...empty,
      documents: [storable("git:1:file:a", { content: "1" })],
    });
    await documents.storeFetched(database(), {
      ...two,
      ...empty,
      documents: [storable("git:1:file:a", { content: "2" })],
    });
    expect((await documents.get(database(), one.workspaceId, "git:1:file:a"))?.document.content).toBe("1");
    expect((await documents.get(database(), two.workspaceId, "git:1:file:a"))?.document.content).toBe("2");
  });

  it("stores all of a batch or nothing", async () => {
    const scope = await createScope(database());
    const undone = database().transaction(async (transaction) => {
      await documents.storeFetched(transaction, { ...scope, ...empty, documents: [storable("git:1:file:a")] });
      throw new Error("the caller's own");
    });
    await expect(undone).rejects.toThrow("the caller's own");
    const rows = await rowsOf(database(), sql`SELECT 1 FROM documents WHERE source_id = ${scope.sourceId}`);
    expect(rows).toEqual([]);
  });
});
