import { noMetrics } from "@tributary/database";
import { describe, expect, it } from "vitest";
import { writeReport } from "./write-report.ts";

const metrics = {
  ...noMetrics(),
  syncs: { git: { completed: 3, completedWithFailures: 1, failed: 1, cancelled: 0, seconds: 10 } },
  apiCalls: { github: { calls: 1_200, failed: 2, waits: 1, waitSeconds: 90.4 } },
  embeddings: { "embed-v4.0": { texts: 10, cached: 5, tokens: 1_000, costDollars: 0.00012 } },
  searches: { count: 2, cached: 1, empty: 0, failed: 0, seconds: 0.05 },
  webhooks: { github: { processed: 4, ignored: 1, failed: 0, pending: 0 } },
  searchable: 1_234,
};

describe("a report", () => {
  it("says in lines what happened, and what to look at", () => {
    const problem = { code: "unauthorized", message: "never in a report: it may quote what a provider said" };
    const troubled = [{ id: "src_1", name: "a *bold*\nname", problem }];
    const { subject, text, markdown } = writeReport({
      period: "day",
      startsAt: "2026-11-20T00:00:00.000Z",
      hours: 23,
      metrics,
      troubled,
    });
    expect(subject).toBe("Report of 2026-11-20: 1,234 documents to be found, 1 failed sync, 1 source to look at");
    expect(text.split("\n")).toEqual([
      "Of this day's 24 hours 23 are known.",
      "Documents: 1,234 can be found",
      "Documents: 0 added, 0 updated, 0 deleted, 0 skipped, 0 failed",
      "Syncs: git: 3 completed, 1 with failures, 1 failed, 2.0 s each",
      "Providers: github: 1,200 calls, 2 refused or failed, waited 1 times for 90 s",
      "Embeddings: embed-v4.0: 10 texts embedded, 5 known already, 1,000 tokens, 0.0001 US dollars",
      "Searches: 2 searches, 25 ms each, 1 from the cache, 0 without a result, 0 failed",
      "Webhooks: github: 4 processed, 1 ignored, 0 failed, 0 pending",
      "To look at: a \\*bold\\* name (src_1): unauthorized",
    ]);
    expect(markdown).toContain("# Tributary, 2026-11-20\n\nOf this day's");
    expect(markdown).toContain("## Syncs\n\n- git: 3 completed");
  });

  it("of an hour in which nothing happened is short", () => {
    const startsAt = "2026-11-20T07:00:00.000Z";
    const { subject, markdown } = writeReport({
      period: "hour",
      startsAt,
      hours: 1,
      metrics: noMetrics(),
      troubled: [],
    });
    expect(subject).toBe("Report of 2026-11-20 07:00 UTC: 0 failed syncs");
    expect(markdown).toBe(
      "# Tributary, 2026-11-20 07:00 UTC\n\n## Documents\n\n- 0 added, 0 updated, 0 deleted, 0 skipped, 0 failed",
    );
  });
});
