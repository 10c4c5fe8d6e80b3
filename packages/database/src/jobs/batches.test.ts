import { expect, it } from "vitest";
import { createScope, reference } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { type Batch, batches } from "./batches.ts";
import { jobs } from "./jobs.ts";

const counts = { added: 1, updated: 2, deleted: 3, skipped: 4, failed: 5, chunks: 6, embedded: 7, cached: 8 };

describeDatabases("batches", (database) => {
  const recorded: readonly Batch[] = [
    { id: "p3-fetch-1", kind: "fetch", items: [reference("a"), reference("b")] },
    { id: "p3-fetch-0", kind: "fetch", items: [reference("c")] },
    { id: "p3-delete-0", kind: "delete", items: ["d"] },
  ];
  const page = { page: 3, listed: 7, unchanged: 4, held: 2, listing: true, batches: recorded };

  it("are recorded once, in their order", async () => {
    const { workspaceId, jobId } = await createScope(database());
    const expected = [
      { id: "p3-fetch-1", kind: "fetch", state: "pending" },
      { id: "p3-fetch-0", kind: "fetch", state: "pending" },
      { id: "p3-delete-0", kind: "delete", state: "pending" },
    ];
    expect(await batches.recordPage(database(), { workspaceId, jobId, ...page })).toEqual(expected);
    await batches.finish(database(), { workspaceId, jobId, id: "p3-fetch-0", counts });
    const other = { ...page, listed: 100, batches: [{ id: "p3-index-0", kind: "index", items: ["x"] } as const] };
    expect(await batches.recordPage(database(), { workspaceId, jobId, ...other })).toEqual(
      expected.map((batch) => (batch.id === "p3-fetch-0" ? { ...batch, state: "done" } : batch)),
    );
    expect(await jobs.get(database(), workspaceId, jobId)).toMatchObject({
      counts: { listed: 7, unchanged: 4, held: 2, added: 1 },
    });
    expect(await batches.recordPage(database(), { workspaceId, jobId, ...page, page: 4, batches: [] })).toEqual([]);
    expect(await jobs.get(database(), workspaceId, jobId)).toMatchObject({ counts: { listed: 14, held: 4 } });
  });

  it("come back as they were recorded", async () => {
    const { workspaceId, jobId } = await createScope(database());
    await batches.recordPage(database(), { workspaceId, jobId, ...page });
    const nothing = { added: 0, updated: 0, deleted: 0, skipped: 0, failed: 0, chunks: 0, embedded: 0, cached: 0 };
    for (const batch of recorded) {
      const found = await batches.get(database(), { workspaceId, jobId, id: batch.id });
      expect(found).toEqual({ ...batch, page: 3, state: "pending", counts: nothing });
    }
    await batches.finish(database(), { workspaceId, jobId, id: "p3-delete-0", counts });
    await batches.finish(database(), { workspaceId, jobId, id: "p3-delete-0", counts: { ...counts, added: 9 } });
    expect(await batches.get(database(), { workspaceId, jobId, id: "p3-delete-0" })).toMatchObject({
      state: "done",
      counts: { ...counts, added: 9 },
    });
  });

  it("belong to a job of the workspace", async () => {
    const { workspaceId, jobId } = await createScope(database());
    const stranger = (await createScope(database())).workspaceId;
    await batches.recordPage(database(), { workspaceId, jobId, ...page });
    expect(await batches.get(database(), { workspaceId: stranger, jobId, id: "p3-fetch-0" })).toBeNull();
    const unknown = { code: "not-found" };
    await expect(
      batches.finish(database(), { workspaceId: stranger, jobId, id: "p3-fetch-0", counts }),
    ).rejects.toMatchObject(unknown);
    await expect(batches.recordPage(database(), { workspaceId: stranger, jobId, ...page })).rejects.toMatchObject(
      unknown,
    );
    await expect(batches.finish(database(), { workspaceId, jobId, id: "p3-fetch-9", counts })).rejects.toMatchObject(
      unknown,
    );
  });
});
