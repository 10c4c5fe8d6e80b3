import type { SourceHealth } from "@tributary/database";
import { describe, expect, it } from "vitest";
import { findConditions, hasDropped, isCoverageDue } from "./conditions.ts";

const hour = 3_600_000;
const now = Date.parse("2026-11-23T12:00:00Z");

const healthy: SourceHealth = {
  ...{ sourceId: "src_1", name: "acme/birds", status: "active", schedule: null, heardOfAt: now - hour },
  ...{ runningSince: null, ended: 20, failed: 0, documents: { searchable: 200, failed: 0, total: 200 } },
  coverage: { searchable: 200, recordedAt: now - hour / 2 },
};
const found = (...changes: Partial<SourceHealth>[]) =>
  findConditions(
    changes.map((change, n) => ({ ...healthy, sourceId: `src_${n + 1}`, ...change })),
    now,
  ).map(({ condition, sourceId, severity }) => `${condition} ${sourceId} ${severity}`);

describe("what is wrong with a source", () => {
  it("is nothing while it does well", () => {
    expect(found({}, {})).toEqual([]);
  });

  it("is a sync that runs for over an hour", () => {
    expect(found({ runningSince: now - hour })).toEqual([]);
    expect(found({ runningSince: now - hour - 1 })).toEqual(["sync-stuck src_1 warning"]);
  });

  it("is silence of twice its schedule", () => {
    expect(found({ heardOfAt: now - 48 * hour })).toEqual([]);
    expect(found({ heardOfAt: now - 48 * hour - 1 })).toEqual(["source-silent src_1 warning"]);
    expect(found({ heardOfAt: now - 49 * hour, runningSince: now - 60_000 }), "one is under way").toEqual([]);
    const schedule = { cron: "0 * * * *", timezone: "UTC" };
    expect(found({ schedule, heardOfAt: now - 2 * hour })).toEqual([]);
    expect(found({ schedule, heardOfAt: now - 2.5 * hour })).toEqual(["source-silent src_1 warning"]);
    // From Friday morning to Monday noon is one time of a schedule of weekdays, and a bit.
    const weekdays = { cron: "0 6 * * 1-5", timezone: "Europe/Prague" };
    expect(found({ schedule: weekdays, heardOfAt: Date.parse("2026-11-20T05:10:00Z") })).toEqual([]);
    expect(found({ schedule: weekdays, heardOfAt: Date.parse("2026-11-19T05:10:00Z") })).toHaveLength(1);
  });

  it("is documents that are not found any more, by more than a tenth and by ten", () => {
    const drop = (searchable: number, from = 200) => ({
      documents: { searchable, failed: 0, total: searchable },
      coverage: { searchable: from, recordedAt: now - 2 * hour },
    });
    expect(found(drop(180), drop(2, 11))).toEqual([]);
    expect(found(drop(179), drop(99), drop(0, 10))).toEqual([
      "coverage-drop src_1 error",
      "coverage-drop src_2 critical",
      "coverage-drop src_3 critical",
    ]);
    // What is expected is not lowered while something is missing.
    expect(hasDropped({ ...healthy, ...drop(179) })).toBe(true);
    expect(isCoverageDue({ ...healthy, ...drop(179) }, now)).toBe(false);
    expect(isCoverageDue({ ...healthy, ...drop(180) }, now)).toBe(true);
    expect(isCoverageDue(healthy, now)).toBe(false);
    expect(isCoverageDue({ ...healthy, coverage: null }, now)).toBe(true);
  });

  it("is more than a twentieth of its documents that failed", () => {
    const failed = (count: number) => ({
      documents: { searchable: 200 - count, failed: count, total: 200 },
      coverage: null,
    });
    expect(found(failed(10))).toEqual([]);
    expect(found(failed(11))).toEqual(["documents-failed src_1 warning"]);
  });

  it("is too many failed syncs, of one source or of those with few together", () => {
    expect(found({ ended: 10, failed: 1 }, { ended: 9, failed: 9 })).toEqual([]);
    expect(found({ ended: 10, failed: 2 }, { ended: 100, failed: 51 })).toEqual([
      "success-rate src_1 error",
      "success-rate src_2 critical",
    ]);
    expect(found({ ended: 5, failed: 1 }, { ended: 5, failed: 1 })).toEqual(["success-rate null error"]);
  });
});
