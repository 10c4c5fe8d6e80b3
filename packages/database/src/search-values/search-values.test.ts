import { expect, it } from "vitest";
import { documents, sources } from "../index.ts";
import { createScope, storable } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { searchValues } from "./search-values.ts";

describeDatabases("what a search can be narrowed to", (database) => {
  it("is what searchable documents of connected sources have, the most frequent first", async () => {
    const scope = await createScope(database());
    const { workspaceId, sourceId } = scope;
    const fields = [
      { repository: "acme/web", author: { name: "Ada" }, state: "open", type: "issue" },
      { repository: "acme/web", author: { name: "Ada" }, state: "closed", type: "issue" },
      { repository: "acme/api", author: { name: "Grace" } },
      { repository: "acme/api", author: { name: "Never indexed" } },
    ];
    const rows = fields.map((given, n) => storable(`git:1:file:${n}`, given));
    await documents.storeFetched(database(), { ...scope, documents: rows, skipped: [], failed: [] });
    const entries = rows
      .slice(0, 3)
      .map(({ id, contentHash }) => ({ id, contentHash, configHash: "config", chunkCount: 1 }));
    await documents.markIndexed(database(), { workspaceId, entries });
    expect(await searchValues.read(database(), { workspaceId, limit: 5 })).toEqual({
      source: [{ value: "git", count: 3 }],
      type: [
        { value: "issue", count: 2 },
        { value: "file", count: 1 },
      ],
      repository: [
        { value: "acme/web", count: 2 },
        { value: "acme/api", count: 1 },
      ],
      author: [
        { value: "Ada", count: 2 },
        { value: "Grace", count: 1 },
      ],
      state: [
        { value: "closed", count: 1 },
        { value: "open", count: 1 },
      ],
    });
    expect((await searchValues.read(database(), { workspaceId, limit: 1 })).author).toHaveLength(1);

    const nothing = { source: [], type: [], repository: [], author: [], state: [] };
    expect(await searchValues.read(database(), { workspaceId: "another", limit: 5 })).toEqual(nothing);
    const mark = await searchValues.mark(database(), workspaceId);
    expect(await searchValues.mark(database(), workspaceId)).toBe(mark);
    await sources.archive(database(), workspaceId, sourceId);
    expect(await searchValues.mark(database(), workspaceId)).not.toBe(mark);
    expect(await searchValues.read(database(), { workspaceId, limit: 5 })).toEqual(nothing);
  });
});
