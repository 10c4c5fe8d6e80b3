import { jobs, sourceTouches } from "@tributary/database";
import type { Job } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { createGitHubConsole } from "../testing/github-console.ts";
import { runWorkflow } from "../testing/run-workflow.ts";
import { slowdown } from "../testing/timing.ts";

/** How long stopping may take on a machine that has nothing else to do, in milliseconds. */
const STOPPED_WITHIN_MS = 2_000;

/** The same on one that runs other tests at the same time. */
const STOPPED_MS = 15_000;

const files = Object.fromEntries(
  Array.from({ length: 150 }, (_, n) => [`birds/${n}.md`, `# Bird ${n}\n\nplumage${n}\n`]),
);

describe("a sync that is cancelled", { timeout: 240_000 }, () => {
  it("stops while its source does not answer, leaves nothing half-written, and the next one goes on", async () => {
    const github = await createGitHubConsole((repository) => repository.commit(files));
    const { fake, runtime, sourceId, sync, send, get, post, until, search } = github;
    const request = async () => (await post<{ job: Job }>(`/v1/sources/${sourceId}/sync`)).job;
    const jobNow = async ({ id }: Job) => await get<Job>(`/v1/jobs/${id}`);
    const cancel = async ({ id }: Job) => post<{ job: Job; cancelled: boolean }>(`/v1/jobs/${id}/cancel`);
    const untilStopped = () =>
      until("no run is left", async () => {
        const { runs } = await runtime.workflows.health();
        return runs !== null && runs.queued + runs.running + runs.waiting + runs.inFlight === 0;
      });

    // In the middle of the listing, which never comes back.
    const answerAgain = fake.inject({ fault: { type: "hang" }, match: /tarball|trees|graphql/, times: 1_000 });
    const listing = await request();
    const live = await send(`/v1/jobs/${listing.id}/events`);
    expect(live.headers.get("content-type")).toContain("text/event-stream");
    const asked = async () => fake.openRequests() > 0 && (await jobNow(listing)).status === "running";
    await until("the source is asked for its listing", asked);
    expect(await jobNow(listing)).toMatchObject({ status: "running", progress: { pages: 0, listing: true } });
    // What was asked for by name while it ran is not lost with it.
    const named = { references: ["files:birds/7.md"] };
    const scope = { workspaceId: "default", sourceId };
    await jobs.request(runtime.services.database, { ...scope, mode: "incremental", trigger: "test", changes: named });
    expect(await cancel(listing)).toMatchObject({ cancelled: true, job: { status: "cancelled" } });
    expect(await untilStopped()).toBeLessThan(STOPPED_MS);
    expect(await jobNow(listing)).toMatchObject({ status: "cancelled", problem: null });
    expect((await sourceTouches.mark(runtime.services.database, scope)).count).toBe(1);
    const states = (await live.text()).split("\n").filter((line) => line.startsWith("data: "));
    expect(JSON.parse(states.at(-1)?.slice(6) ?? "")).toMatchObject({ id: listing.id, status: "cancelled" });
    expect(await cancel(listing)).toMatchObject({ cancelled: false });

    // In the middle of the batches: some are done, some are not.
    answerAgain();
    const fetching = await request();
    await until("something was stored", async () => (await jobNow(fetching)).progress.fetched > 0);
    const { cancelled } = await cancel(fetching);
    await untilStopped();
    const stopped = await jobNow(fetching);
    expect(stopped.status).toBe(cancelled ? "cancelled" : "completed");
    expect(stopped.progress).toMatchObject({ pages: expect.any(Number), remainingSeconds: null });

    expect(await sync()).toMatchObject({ status: "completed", documents: 151, failed: 0 });
    const { index, store } = { index: await runtime.services.indexes.active("default"), store: runtime.services.store };
    const ids = await Array.fromAsync(store.listIds(index.namespace));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(151);
    expect((await search("plumage7"))[0]?.title).toContain("7.md");
    // The next sync has nothing left to do.
    expect(await sync()).toMatchObject({ status: "completed", added: 0, updated: 0 });
    const [last] = (await get<{ jobs: Job[] }>("/v1/jobs?limit=1")).jobs;
    expect(last?.status).toBe("completed");
  });

  it("stops as soon when a schedule or a webhook asked for it", async () => {
    const github = await createGitHubConsole(() => {});
    const { fake, repository, runtime, url, sourceId, secret, send, get, post, until, sync } = github;
    await sync("full");
    fake.webhooks.addHook({ url: `${url}/webhooks/github/${sourceId}`, secret });
    const path = `/v1/sources/${sourceId}`;
    const headers = { "content-type": "application/json" };
    const schedule = JSON.stringify({ syncSchedule: { cron: "0 6 * * *" } });
    expect((await send(path, { method: "PATCH", headers, body: schedule })).status).toBe(200);
    const { database } = runtime.services;
    const come = "UPDATE sources SET next_sync_at = '2026-01-05T05:00:00Z'";
    const asked: Readonly<Record<string, () => Promise<unknown>>> = {
      "schedule:own": async () => {
        await database.orm.execute(come);
        await runWorkflow(runtime, "schedule.sync");
      },
      "schedule:daily": async () => {
        await database.orm.execute("UPDATE sources SET sync_schedule = NULL, next_sync_at = NULL");
        await runWorkflow(runtime, "scheduled.daily.sync");
      },
      push: () => repository.commit({ "owls.md": "# Owls\n\nThe tawnyowl hoots.\n" }),
    };
    for (const [trigger, ask] of Object.entries(asked)) {
      const answerAgain = fake.inject({ fault: { type: "hang" }, times: 1_000 });
      await ask();
      const newest = async () => (await get<{ jobs: Job[] }>(`/v1/jobs?sourceId=${sourceId}&limit=1`)).jobs[0];
      await until(`a sync for ${trigger} waits for its source`, async () => {
        const job = await newest();
        return job?.status === "running" && job.trigger.startsWith(trigger) && fake.openRequests() > 0;
      });
      const before = slowdown();
      const { job, cancelled } = await post<{ job: Job; cancelled: boolean }>(
        `/v1/jobs/${(await newest())?.id}/cancel`,
      );
      expect({ cancelled, status: job.status }, trigger).toEqual({ cancelled: true, status: "cancelled" });
      const stopped = await until("no run is left, and nothing is asked", async () => {
        const { runs } = await runtime.workflows.health();
        const left = runs === null || runs.queued + runs.running + runs.waiting + runs.inFlight > 0;
        return !left && fake.openRequests() === 0;
      });
      expect(stopped, trigger).toBeLessThan(STOPPED_WITHIN_MS * Math.max(before, slowdown()));
      expect(await newest(), trigger).toMatchObject({ status: "cancelled", problem: null });
      answerAgain();
    }
    // What the webhook told of is not lost with its sync.
    expect(await sync()).toMatchObject({ status: "completed" });
    expect((await github.search("tawnyowl"))[0]?.title).toContain("owls.md");
  });
});
