import { expect, it } from "vitest";
import { jobs } from "../jobs/jobs.ts";
import { createScope, createSource, storable } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { documents } from "./documents.ts";

const empty = { documents: [], skipped: [], failed: [] };

async function all(ids: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const id of ids) found.push(id);
  return found;
}

describeDatabases("comparing a listing with what is held", (database) => {
  const named = ["git:1:file:B", "git:1:file:a", "git:1:file:a/b", "git:1:file:ä", "git:1:file:\u{1F600}"];

  it("knows versions and states of its own source's documents only", async () => {
    const scope = await createScope(database());
    const other = { ...scope, sourceId: await createSource(database(), scope.workspaceId) };
    await documents.storeFetched(database(), { ...scope, ...empty, documents: named.map((id) => storable(id)) });
    await documents.storeFetched(database(), { ...other, ...empty, documents: [storable("git:2:file:other")] });
    const asked = [...named, "git:2:file:other", "git:1:file:unknown", "git:1:file:\0", "git:1:file:\uD800", "'; --"];
    const known = await documents.known(database(), { ...scope, ids: asked });
    expect([...known.keys()].sort()).toEqual([...named].sort());
    expect(known.get("git:1:file:a")).toEqual({ version: "v1", status: "pending", configHash: null });
    expect(await documents.known(database(), { ...scope, ids: [] })).toEqual(new Map());
    const stranger = await createScope(database());
    expect(await documents.known(database(), { ...stranger, ids: named })).toEqual(new Map());
    const mixed = { workspaceId: stranger.workspaceId, sourceId: scope.sourceId };
    expect(await documents.known(database(), { ...mixed, ids: named })).toEqual(new Map());
  });

  it("finds what a listing did not show", async () => {
    const scope = await createScope(database());
    await documents.storeFetched(database(), { ...scope, ...empty, documents: named.map((id) => storable(id)) });
    expect(await all(documents.absent(database(), scope))).toEqual([]);

    const { workspaceId, sourceId } = scope;
    await jobs.finish(database(), { workspaceId, jobId: scope.jobId, status: "completed" });
    const { job } = await jobs.start(database(), {
      ...{ workspaceId, sourceId, claim: "run-2", mode: "full", trigger: "test" },
    });
    const next = { workspaceId, sourceId, jobId: job.id };
    expect(await all(documents.absent(database(), next))).toEqual(named);

    await documents.markSeen(database(), { ...next, ids: ["git:1:file:a", "git:1:file:not-held"] });
    await documents.markSeen(database(), { ...next, ids: ["git:1:file:a", "git:1:file:ä"] });
    await documents.markSeen(database(), { ...next, ids: [] });
    // Fetched by this job: it was listed, or it would not have been.
    await documents.storeFetched(database(), { ...next, ...empty, documents: [storable("git:1:file:new")] });
    expect(await all(documents.absent(database(), next))).toEqual([
      "git:1:file:B",
      "git:1:file:a/b",
      "git:1:file:\u{1F600}",
    ]);
    await documents.markDeleting(database(), { workspaceId, ids: ["git:1:file:B"] });
    expect(await all(documents.absent(database(), next))).toEqual(["git:1:file:a/b", "git:1:file:\u{1F600}"]);
  });

  it("does not let another workspace mark anything", async () => {
    const scope = await createScope(database());
    const stranger = await createScope(database());
    await documents.storeFetched(database(), {
      ...scope,
      ...empty,
      jobId: "job_old",
      documents: [storable("git:1:file:a")],
    });
    await documents.markSeen(database(), { ...stranger, ids: ["git:1:file:a"] });
    await documents.markSeen(database(), { ...scope, workspaceId: stranger.workspaceId, ids: ["git:1:file:a"] });
    expect(await all(documents.absent(database(), scope))).toEqual(["git:1:file:a"]);
    expect(await all(documents.absent(database(), { ...scope, workspaceId: stranger.workspaceId }))).toEqual([]);
  });

  it("goes through a source of many pages in the order of bytes", async () => {
    const scope = await createScope(database());
    const ids = Array.from({ length: 10_001 }, (_, n) => `git:1:file:${n}`);
    await documents.storeFetched(database(), { ...scope, ...empty, documents: ids.map((id) => storable(id)) });
    expect(await all(documents.ids(database(), scope))).toEqual(ids.sort());
    expect(await all(documents.ids(database(), await createScope(database())))).toEqual([]);
  });
});
