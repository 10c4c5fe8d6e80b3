import { expect, it } from "vitest";
import { sources } from "../sources.ts";
import { createScope } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { jobs } from "./jobs.ts";

describeDatabases("the job that follows another", (database) => {
  const asked = { mode: "incremental", trigger: "test" } as const;

  it("asks for another sync when one is running", async () => {
    const { workspaceId, sourceId, jobId } = await createScope(database());
    expect(await jobs.request(database(), { workspaceId, sourceId, ...asked })).toMatchObject({
      created: false,
      job: { id: jobId, mode: "full" },
    });
    const input = { workspaceId, jobId, status: "completed" } as const;
    const { next } = await jobs.finish(database(), input);
    expect(await jobs.get(database(), workspaceId, next?.id ?? "")).toMatchObject({ status: "queued", ...next });
    expect(await jobs.finish(database(), input)).toMatchObject({ next });
  });

  it("loses nothing that an event asks for while the sync of another is running", async () => {
    const { workspaceId, sourceId, jobId } = await createScope(database());
    const event = (id: string, request: object) =>
      jobs.start(database(), { workspaceId, sourceId, ...asked, ...request, jobId: id, claim: id });
    expect(await event("job_named", { changes: { references: ["a"] } })).toMatchObject({
      ...{ claimed: false, job: { id: jobId, status: "running" } },
    });
    await event("job_full", { mode: "full" });
    const first = (await jobs.finish(database(), { workspaceId, jobId, status: "completed" })).next;
    expect(first).toMatchObject({ mode: "full" });
    expect((await event(first?.id ?? "", {})).job).toMatchObject({ mode: "full", status: "running" });
    const second = await jobs.finish(database(), { workspaceId, jobId: first?.id ?? "", status: "completed" });
    expect((await event(second.next?.id ?? "", {})).changes).toEqual({ references: ["a"] });
  });

  it("does what failed in the sync that follows, and nothing after a cancellation or a disconnection", async () => {
    const { workspaceId, sourceId, jobId } = await createScope(database());
    const request = (...references: string[]) =>
      jobs.request(database(), { workspaceId, sourceId, ...asked, changes: { references } });
    await request("a");
    const problem = { code: "unavailable", message: "It was away." };
    const failed = await jobs.finish(database(), { workspaceId, jobId, status: "failed", problem });
    expect(failed.next).toMatchObject({ mode: "full" });
    const id = failed.next?.id ?? "";
    await jobs.start(database(), { workspaceId, sourceId, ...asked, jobId: id, claim: "run" });
    await request("b");
    await jobs.cancel(database(), workspaceId, id);
    expect((await jobs.finish(database(), { workspaceId, jobId: id, status: "cancelled" })).next).toBeNull();

    const { job } = await request("c");
    await jobs.start(database(), { workspaceId, sourceId, ...asked, jobId: job.id, claim: "run" });
    await request("d");
    const both = (await jobs.finish(database(), { workspaceId, jobId: job.id, status: "failed", problem })).next;
    const started = await jobs.start(database(), {
      workspaceId,
      sourceId,
      ...asked,
      jobId: both?.id ?? "",
      claim: "r",
    });
    expect(started.changes).toEqual({ references: ["c", "d"] });
    await request("e");
    await sources.archive(database(), workspaceId, sourceId);
    expect(
      (await jobs.finish(database(), { workspaceId, jobId: both?.id ?? "", status: "completed" })).next,
    ).toBeNull();
  });
});
