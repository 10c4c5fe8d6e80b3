import { HINTS_MAX, jobSchema, noCounts } from "@tributary/validation";
import { expect, it } from "vitest";
import { DatabaseError } from "../errors.ts";
import { sources } from "../sources.ts";
import { createScope, createSource } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { batches } from "./batches.ts";
import { jobs } from "./jobs.ts";

describeDatabases("jobs", (database) => {
  const scopeWithoutJob = async () => {
    const { workspaceId } = await createScope(database());
    return { workspaceId, sourceId: await createSource(database(), workspaceId) };
  };
  const asked = { mode: "incremental", trigger: "test" } as const;

  it("queues one sync of a source and returns it while it is active", async () => {
    const scope = await scopeWithoutJob();
    const first = await jobs.request(database(), { ...scope, ...asked });
    expect(first).toMatchObject({ created: true, job: { ...scope, ...asked, status: "queued", counts: noCounts } });
    expect(jobSchema.parse(first.job)).toEqual(first.job);
    const second = await jobs.request(database(), { ...scope, mode: "full", trigger: "other" });
    expect(second).toEqual({ created: false, job: { ...first.job, mode: "full" } });

    const started = await jobs.start(database(), { ...scope, ...asked, jobId: first.job.id, claim: "run" });
    expect(started).toMatchObject({ claimed: true, job: { id: first.job.id, status: "running", mode: "full" } });
    const ended = await jobs.finish(database(), { ...scope, jobId: first.job.id, status: "completed" });
    expect(ended).toEqual({ next: null, counts: noCounts });
    expect((await jobs.request(database(), { ...scope, ...asked })).created).toBe(true);
  });

  it("reads only what is named, all of what was asked for, and everything when that is too much", async () => {
    const scope = await scopeWithoutJob();
    const named = (...references: string[]) => ({ ...scope, ...asked, changes: { references } });
    const start = (jobId: string) => jobs.start(database(), { ...scope, ...asked, jobId, claim: "run" });
    const end = (jobId: string) => jobs.finish(database(), { ...scope, jobId, status: "completed" });
    const first = await jobs.request(database(), named("a", "b"));
    await jobs.request(database(), named("b", "c"));
    const started = await start(first.job.id);
    expect(started.changes?.references.toSorted()).toEqual(["a", "b", "c"]);
    expect((await jobs.request(database(), named("d"))).created).toBe(false);
    // What is asked for while it runs is for the one that follows, and what is named for the one after that.
    expect((await jobs.request(database(), { ...scope, ...asked })).created).toBe(false);
    const ordinary = (await end(first.job.id)).next;
    expect(ordinary).toMatchObject({ mode: "incremental", trigger: "follow-up" });
    expect((await start(ordinary?.id ?? "")).changes).toBeNull();
    await jobs.request(database(), named("e"));
    const last = (await end(ordinary?.id ?? "")).next;
    expect((await start(last?.id ?? "")).changes).toEqual({ references: ["d", "e"] });
    expect((await end(last?.id ?? "")).next).toBeNull();

    const many = named(...Array.from({ length: HINTS_MAX }, (_, n) => `x${n}`));
    const { job: large } = await jobs.request(database(), named("a"));
    await jobs.request(database(), many);
    expect((await start(large.id)).changes).toBeNull();
    await jobs.request(database(), many);
    await jobs.request(database(), named("b"));
    const everything = (await end(large.id)).next;
    expect((await start(everything?.id ?? "")).changes).toBeNull();
    expect((await end(everything?.id ?? "")).next).toBeNull();
    // A schedule asks by event alone, and leaves its sync to the one that is queued.
    const queued = await jobs.request(database(), named("a"));
    const scheduled = { ...scope, ...asked, jobId: "job_of_a_schedule", claim: "run" };
    expect(await jobs.start(database(), scheduled)).toMatchObject({ claimed: false, job: { id: queued.job.id } });
    expect((await start(queued.job.id)).changes).toBeNull();
    const { next } = await end(queued.job.id);
    expect((await start(next?.id ?? "")).changes).toEqual({ references: ["a"] });
    await end(next?.id ?? "");
    const made = await jobs.start(database(), { ...named("z"), jobId: "job_of_a_hint", claim: "run" });
    expect(made.changes).toEqual({ references: ["z"] });
  });

  it("shows what an active job waits for until its time has come", async () => {
    const { workspaceId, jobId } = await createScope(database());
    const wait = (milliseconds: number) => {
      const until = new Date(Date.now() + milliseconds).toISOString();
      return jobs.setWaiting(database(), { workspaceId, jobId, waiting: { until, reason: "waiting for GitHub" } });
    };
    await wait(60_000);
    const waiting = await jobs.get(database(), workspaceId, jobId);
    expect(waiting?.waiting).toMatchObject({ reason: "waiting for GitHub" });
    expect(jobSchema.parse(waiting)).toEqual(waiting);
    await wait(-1);
    expect((await jobs.get(database(), workspaceId, jobId))?.waiting).toBeNull();
    await wait(60_000);
    await jobs.finish(database(), { workspaceId, jobId, status: "completed" });
    expect((await jobs.get(database(), workspaceId, jobId))?.waiting).toBeNull();
  });

  it("starts a job for one claim only, and for that one again", async () => {
    const scope = await scopeWithoutJob();
    const { job } = await jobs.request(database(), { ...scope, ...asked });
    const start = (claim: string, jobId?: string) =>
      jobs.start(database(), { ...scope, ...asked, claim, ...(jobId !== undefined && { jobId }) });
    const first = await start("run-1", job.id);
    expect(first.claimed).toBe(true);
    expect(await start("run-1", job.id)).toEqual(first);
    expect(await start("run-2", job.id)).toEqual({ ...first, claimed: false });
    expect(await start("run-2")).toEqual({ ...first, claimed: false });
    expect(await start("run-2", "job_new")).toEqual({ ...first, claimed: false });
    expect(await jobs.get(database(), scope.workspaceId, "job_new")).toBeNull();
  });

  it("makes the job when there is none yet", async () => {
    const scope = await scopeWithoutJob();
    const start = () => jobs.start(database(), { ...scope, ...asked, jobId: "job_of_event", claim: "run" });
    const made = await start();
    expect(made).toMatchObject({
      claimed: true,
      job: { id: "job_of_event", status: "running", startedAt: expect.any(String) },
    });
    expect(await start()).toEqual(made);
    await jobs.finish(database(), { ...scope, jobId: "job_of_event", status: "completed" });
    expect(await start()).toMatchObject({ claimed: false, job: { status: "completed" } });
  });

  it("takes a queued job when none is named", async () => {
    const scope = await scopeWithoutJob();
    const { job } = await jobs.request(database(), { ...scope, ...asked });
    expect(await jobs.start(database(), { ...scope, ...asked, claim: "run" })).toMatchObject({
      claimed: true,
      job: { id: job.id },
    });
  });

  it("leaves a queued job to the event that names it", async () => {
    const scope = await scopeWithoutJob();
    const { job } = await jobs.request(database(), { ...scope, ...asked });
    const other = await jobs.start(database(), { ...scope, ...asked, jobId: "job_other_event", claim: "run" });
    expect(other).toMatchObject({ claimed: false, job: { id: job.id, status: "queued" } });
  });

  it("brings the source up to date when it ends", async () => {
    const { workspaceId, sourceId, jobId } = await createScope(database());
    const problem = { code: "unavailable", message: "It was away." };
    await jobs.finish(database(), { workspaceId, jobId, status: "failed", problem, cursor: "ignored" });
    expect(await jobs.get(database(), workspaceId, jobId)).toMatchObject({ status: "failed", problem });
    expect(await sources.get(database(), workspaceId, sourceId)).toMatchObject({
      ...{ status: "failing", problem, cursor: null, lastSyncAt: null },
    });

    const next = await jobs.start(database(), { workspaceId, sourceId, ...asked, claim: "run-2" });
    const done = { workspaceId, jobId: next.job.id, status: "completed_with_failures", cursor: "c1" } as const;
    await jobs.finish(database(), done);
    const updated = await sources.get(database(), workspaceId, sourceId);
    expect(updated).toMatchObject({
      status: "active",
      problem: null,
      cursor: "c1",
      lastSyncAt: expect.any(String),
    });

    // Finishing again, even otherwise, changes nothing.
    await jobs.finish(database(), { ...done, status: "failed", problem });
    expect(await sources.get(database(), workspaceId, sourceId)).toEqual(updated);
    expect(await jobs.get(database(), workspaceId, next.job.id)).toMatchObject({ status: "completed_with_failures" });

    const last = await jobs.start(database(), { workspaceId, sourceId, ...asked, claim: "run-3" });
    await jobs.finish(database(), { workspaceId, jobId: last.job.id, status: "completed" });
    expect(await sources.get(database(), workspaceId, sourceId)).toMatchObject({ cursor: "c1" });
  });

  it("keeps an archived source archived", async () => {
    const { workspaceId, sourceId, jobId } = await createScope(database());
    await sources.archive(database(), workspaceId, sourceId);
    await jobs.finish(database(), { workspaceId, jobId, status: "completed", cursor: "c" });
    expect(await sources.get(database(), workspaceId, sourceId)).toMatchObject({ status: "archived" });
  });

  it("adds up its batches", async () => {
    const { workspaceId, jobId } = await createScope(database());
    const items = ["a", "b", "c"];
    await batches.recordPage(database(), {
      ...{ workspaceId, jobId, page: 0, listed: 5, unchanged: 2, held: 1, listing: true },
      batches: [
        { id: "p0-0", kind: "index", items },
        { id: "p0-1", kind: "delete", items: ["d"] },
      ],
    });
    expect(await jobs.get(database(), workspaceId, jobId)).toMatchObject({
      progress: { done: 2, total: 6, listing: true },
    });
    const counts = { added: 1, updated: 2, deleted: 3, skipped: 4, failed: 5, chunks: 6, embedded: 7, cached: 8 };
    await batches.finish(database(), { workspaceId, jobId, id: "p0-0", counts });
    await batches.finish(database(), { workspaceId, jobId, id: "p0-1", counts: { ...counts, added: 10 } });
    const expected = {
      ...counts,
      added: 11,
      updated: 4,
      deleted: 6,
      skipped: 8,
      failed: 10,
      chunks: 12,
      embedded: 14,
      cached: 16,
    };
    const total = { ...expected, listed: 5, unchanged: 2, held: 1 };
    expect(await jobs.get(database(), workspaceId, jobId)).toMatchObject({
      counts: total,
      progress: { done: 6, total: 6, listing: true },
    });
    const finished = await jobs.finish(database(), { workspaceId, jobId, status: "completed" });
    expect(finished).toEqual({ next: null, counts: total });
    expect((await jobs.get(database(), workspaceId, jobId))?.progress.listing).toBe(false);
  });

  it("is cancelled while it is active, and only then", async () => {
    const { workspaceId, sourceId, jobId } = await createScope(database());
    expect(await jobs.cancel(database(), "another", jobId)).toBe(false);
    expect(await jobs.cancel(database(), workspaceId, jobId)).toBe(true);
    expect(await jobs.cancel(database(), workspaceId, jobId)).toBe(false);
    await jobs.finish(database(), { workspaceId, jobId, status: "completed", cursor: "c" });
    expect(await jobs.get(database(), workspaceId, jobId)).toMatchObject({
      status: "cancelled",
      finishedAt: expect.any(String),
    });
    expect(await sources.get(database(), workspaceId, sourceId)).toMatchObject({ cursor: null });
  });

  it("lists the newest first", async () => {
    const { workspaceId, sourceId, jobId } = await createScope(database());
    await jobs.finish(database(), { workspaceId, jobId, status: "completed" });
    const { job } = await jobs.request(database(), { workspaceId, sourceId, ...asked });
    const ids = async (filter = {}) => (await jobs.list(database(), { workspaceId, ...filter })).map(({ id }) => id);
    expect(await ids()).toEqual([job.id, jobId]);
    expect(await ids({ limit: 1 })).toEqual([job.id]);
    expect(await ids({ status: "completed" })).toEqual([jobId]);
    expect(await ids({ sourceId: "src_other" })).toEqual([]);
  });

  it("belongs to its workspace", async () => {
    const { workspaceId, sourceId, jobId } = await createScope(database());
    const stranger = (await createScope(database())).workspaceId;
    expect(await jobs.get(database(), stranger, jobId)).toBeNull();
    expect(await jobs.list(database(), { workspaceId: stranger, sourceId })).toEqual([]);
    expect(await jobs.finish(database(), { workspaceId: stranger, jobId, status: "failed" })).toEqual({
      next: null,
      counts: noCounts,
    });
    expect(await jobs.get(database(), workspaceId, jobId)).toMatchObject({ status: "running" });
    const unknown = { code: "not-found", retryable: false };
    await expect(jobs.request(database(), { workspaceId: stranger, sourceId, ...asked })).rejects.toMatchObject(
      unknown,
    );
    await expect(
      jobs.start(database(), { workspaceId: stranger, sourceId, ...asked, claim: "x" }),
    ).rejects.toBeInstanceOf(DatabaseError);
  });

  it("is one, however many ask at the same time", async () => {
    const scope = await scopeWithoutJob();
    const requests = await Promise.all(
      Array.from({ length: 12 }, () => jobs.request(database(), { ...scope, ...asked })),
    );
    expect(requests.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(requests.map(({ job }) => job.id)).size).toBe(1);
    const jobId = requests[0]?.job.id ?? "";
    const starts = await Promise.all(
      Array.from({ length: 12 }, (_, n) => jobs.start(database(), { ...scope, ...asked, jobId, claim: `run-${n}` })),
    );
    expect(starts.filter(({ claimed }) => claimed)).toHaveLength(1);
  });
});
