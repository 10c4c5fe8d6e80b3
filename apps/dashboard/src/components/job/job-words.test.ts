import { describe, expect, it } from "vitest";
import type { Job } from "../../api/source.ts";
import { countdownWords } from "./countdown-words.ts";
import { jobStages } from "./job-stages.ts";
import { changeWords, jobState, progressWords, recoveredJobId, resultWords, triggerWords } from "./job-words.ts";

const none = {
  listed: 0,
  added: 0,
  updated: 0,
  deleted: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  held: 0,
  chunks: 0,
  embedded: 0,
  cached: 0,
};

function job(
  given: Partial<Omit<Job, "counts" | "progress">> & {
    readonly counts?: Partial<Job["counts"]>;
    readonly progress?: Partial<Job["progress"]>;
  } = {},
): Job {
  return {
    id: "job_1",
    workspaceId: "default",
    sourceId: "src_1",
    mode: "incremental",
    trigger: "api",
    status: "running",
    problem: null,
    waiting: null,
    createdAt: "2026-11-22T12:00:00.000Z",
    startedAt: "2026-11-22T12:00:00.000Z",
    finishedAt: null,
    ...given,
    counts: { ...none, ...given.counts },
    progress: {
      done: 0,
      total: 0,
      listing: true,
      pages: 0,
      fetched: 0,
      perSecond: null,
      remainingSeconds: null,
      ...given.progress,
    },
  };
}

describe("jobState", () => {
  it("never calls a run with losses plainly completed", () => {
    const status = "completed_with_failures" as const;
    expect(jobState(job({ status, counts: { failed: 3 } })).words).toBe("Completed with 3 failures");
    expect(jobState(job({ status, counts: { failed: 1, held: 9 } })).words).toBe("Completed with 1 failure");
    expect(jobState(job({ status, counts: { held: 40 } })).words).toBe("Completed, 40 deletions held");
    expect(jobState(job({ status })).words).toBe("Completed with failures");
  });

  it("says that a run waits", () => {
    const waiting = { until: "2026-11-22T14:05:00.000Z", reason: "waiting for GitHub" };
    expect(jobState(job({ waiting }))).toEqual({ tone: "warn", words: "Waiting" });
  });
});

describe("the words of a run", () => {
  it("name what began it", () => {
    expect(
      [
        "api",
        "schedule:own",
        "schedule:daily",
        "connected",
        "push",
        "slack.message.received",
        "follow-up",
        "recovery:job_2",
      ].map(triggerWords),
    ).toEqual([
      "By hand",
      "Schedule",
      "Nightly schedule",
      "First sync",
      "Webhook (push)",
      "Webhook",
      "Asked for during a run",
      "Recovery of a failed run",
    ]);
    expect(recoveredJobId("recovery:job_2")).toBe("job_2");
    expect(recoveredJobId("api")).toBeNull();
  });

  it("leave out counts that are zero", () => {
    expect(changeWords(job({ counts: { added: 1_200, failed: 3, unchanged: 9 } }))).toBe("1,200 added, 3 failed");
    expect(changeWords(job({ counts: { unchanged: 9 } }))).toBe("9 unchanged");
    expect(changeWords(job())).toBe("Nothing to do");
    expect(changeWords(job({ status: "cancelled", counts: { unchanged: 9 } }))).toBe("Nothing was made searchable");
  });

  it("say how far it is, at what rate, and how long it takes still", () => {
    expect(progressWords(job())).toBe("Looking at what is there…");
    expect(progressWords(job({ counts: { listed: 3_000 }, progress: { total: 2_000, done: 50, perSecond: 12 } }))).toBe(
      "3,000 documents found so far, 50 done, 12 a second",
    );
    const progress = { total: 2_000, done: 500, listing: false, perSecond: 0.5, remainingSeconds: 90 };
    expect(progressWords(job({ progress }))).toBe("500 of 2,000 documents, 30 a minute, about 1 min 30 s left");
  });

  it("say what is left of it once it is over", () => {
    const finishedAt = "2026-11-22T12:00:12.000Z";
    expect(resultWords(job())).toBeNull();
    expect(resultWords(job({ status: "completed", counts: { added: 12 }, finishedAt }))).toBe("12 added, in 12 s.");
    const problem = { code: "unauthorized", message: "The token is not accepted any more." };
    expect(resultWords(job({ status: "failed", problem, finishedAt }))).toBe(problem.message);
    expect(resultWords(job({ status: "cancelled", counts: { added: 2 }, finishedAt }))).toContain("The 2 documents");
    expect(resultWords(job({ status: "cancelled", startedAt: null }))).toBe("It was cancelled before it began.");
  });
});

describe("jobStages", () => {
  const states = (given: Job) => jobStages(given).map(({ state }) => state);

  it("overlap while a run is under way", () => {
    expect(states(job({ status: "queued" }))).toEqual(["ahead", "ahead", "ahead"]);
    expect(states(job())).toEqual(["active", "ahead", "ahead"]);
    expect(states(job({ progress: { pages: 1, total: 100, fetched: 10, done: 5 } }))).toEqual([
      "active",
      "active",
      "active",
    ]);
    expect(states(job({ progress: { pages: 2, total: 100, fetched: 100, done: 50, listing: false } }))).toEqual([
      "done",
      "done",
      "active",
    ]);
  });

  it("are done or stopped when the run is over", () => {
    const progress = { pages: 2, total: 100, fetched: 40, done: 20, listing: false };
    expect(states(job({ status: "completed", progress }))).toEqual(["done", "done", "done"]);
    expect(states(job({ status: "failed", progress }))).toEqual(["done", "stopped", "stopped"]);
    expect(states(job({ status: "cancelled", progress }))).toEqual(["stopped", "stopped", "stopped"]);
    expect(states(job({ status: "failed" }))).toEqual(["stopped", "stopped", "stopped"]);
  });

  it("do not say how much was read where nobody knows any more", () => {
    const progress = { pages: 1, total: 2_500, listing: true };
    expect(jobStages(job({ status: "cancelled", progress }))[1]).toMatchObject({
      detail: "2,500 documents to read",
      share: null,
    });
  });

  it("leave out what did not change", () => {
    const [listing, reading, indexing] = jobStages(
      job({
        counts: { listed: 1_000, unchanged: 990, chunks: 30, embedded: 20, cached: 10 },
        progress: { pages: 1, total: 1_000, done: 994, fetched: 8, listing: false },
      }),
    );
    expect(listing?.detail).toBe("1 page, 1,000 found");
    expect(reading?.detail).toBe("8 of 10 documents");
    expect(indexing?.detail).toBe("4 of 10 documents");
    expect(indexing?.more).toBe("30 passages, 20 embedded, 10 from the cache");
    expect(listing?.more).toBe("990 unchanged");
  });
});

describe("countdownWords", () => {
  it("counts down to the second", () => {
    expect([3_750_000, 245_000, 4_200, 0, -9_000].map(countdownWords)).toEqual([
      "1:02:30 left",
      "4:05 left",
      "0:05 left",
      "it goes on in a moment",
      "it goes on in a moment",
    ]);
  });
});
