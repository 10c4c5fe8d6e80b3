import { expect, it } from "vitest";
import { batches, jobs, sourceTouches } from "../index.ts";
import { createScope, reference } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";

describeDatabases("cancelling a job", (database) => {
  it("ends it once, keeps what was named for the next one, and records no page of it any more", async () => {
    const { workspaceId, sourceId, jobId } = await createScope(database());
    const changes = { references: ["files:a.md"] };
    await jobs.request(database(), { workspaceId, sourceId, mode: "incremental", trigger: "test", changes });
    expect(await jobs.cancel(database(), "other", jobId)).toBe(false);
    expect(await jobs.isCancelled(database(), workspaceId, jobId)).toBe(false);
    expect(await jobs.cancel(database(), workspaceId, jobId)).toBe(true);
    expect(await jobs.isCancelled(database(), workspaceId, jobId)).toBe(true);
    expect(await jobs.isCancelled(database(), "other", jobId)).toBe(false);
    expect(await jobs.cancel(database(), workspaceId, jobId)).toBe(false);
    expect((await sourceTouches.mark(database(), { workspaceId, sourceId })).count).toBe(1);
    const page = { page: 0, listed: 1, unchanged: 0, listing: false };
    const recorded = [{ id: "p0-fetch-0", kind: "fetch" as const, items: [reference("git:r:file:a.md")] }];
    const record = batches.recordPage(database(), { workspaceId, jobId, ...page, batches: recorded });
    await expect(record).rejects.toMatchObject({ code: "not-found" });
    expect(await jobs.get(database(), workspaceId, jobId)).toMatchObject({
      status: "cancelled",
      progress: { pages: 0, total: 0 },
    });
  });
});
