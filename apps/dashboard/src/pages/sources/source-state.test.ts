import { describe, expect, it } from "vitest";
import { formatClock } from "../../components/format.ts";
import { freshness, restorableUntil, sourceState } from "./source-state.ts";

const NOW = Date.parse("2026-11-22T12:00:00.000Z");

describe("sourceState", () => {
  it("says what is under way before how the source is", () => {
    const until = "2026-11-22T14:05:00.000Z";
    const waiting = { until, reason: "waiting for GitHub" };
    expect(sourceState({ status: "failing" }, { status: "running", waiting })).toEqual({
      tone: "warn",
      words: `Waiting until ${formatClock(until)}`,
      busy: true,
    });
    expect(sourceState({ status: "active" }, { status: "queued", waiting: null }).words).toBe("Sync is queued");
  });

  it("says how it is when nothing is under way", () => {
    const words = (["active", "paused", "failing", "archived"] as const).map(
      (status) => sourceState({ status }, { status: "completed", waiting: null }).words,
    );
    expect(words).toEqual(["Active", "Paused", "Failing", "Disconnected"]);
  });
});

describe("freshness", () => {
  const lastSyncAt = "2026-11-22T11:57:00.000Z";

  it("says the last sync and the next one", () => {
    expect(freshness({ status: "active", lastSyncAt, nextSyncAt: "2026-11-22T13:00:00.000Z" }, { now: NOW })).toBe(
      "Synced 3 minutes ago, next in 1 hour",
    );
    expect(freshness({ status: "active", lastSyncAt: null, nextSyncAt: null }, { now: NOW })).toBe(
      "Not synced yet, next tonight",
    );
  });

  it("does not say that nothing was synced while it is", () => {
    expect(freshness({ status: "active", lastSyncAt: null, nextSyncAt: null }, { syncing: true })).toBe(
      "First sync under way",
    );
  });

  it("promises nothing while paused or disconnected", () => {
    expect(freshness({ status: "paused", lastSyncAt, nextSyncAt: null }, { now: NOW })).toBe(
      "Synced 3 minutes ago, no next sync while paused",
    );
    expect(freshness({ status: "archived", lastSyncAt, nextSyncAt: null }, { now: NOW })).toBe(
      "Last synced 3 minutes ago",
    );
  });
});

it("a disconnected source can be restored for 30 days", () => {
  expect(restorableUntil("2026-11-22T12:00:00.000Z").toISOString()).toBe("2026-12-22T12:00:00.000Z");
});
