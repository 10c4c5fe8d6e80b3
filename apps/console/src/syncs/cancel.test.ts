import { jobs, sourceTouches } from "@tributary/database";
import type { Job } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { createGitHubConsole } from "../testing/github-console.ts";

/** How long stopping may take on a machine that runs other tests at the same time; 2 s on an idle one. */
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
});
