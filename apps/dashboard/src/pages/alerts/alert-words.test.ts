import { describe, expect, it } from "vitest";
import type { Alert } from "../../api/alerts.ts";
import { alertEvents } from "./alert-words.ts";

const alert: Alert = {
  ...{ id: "alr_1", condition: "sync-failed", sourceId: null, severity: "error", state: "open", summary: "", text: "" },
  ...{ openedAt: "2026-11-22T12:00:00.000Z", acknowledgedAt: null, resolvedAt: null, resolvedBy: null },
};

describe("what happened to an alert", () => {
  it("is told in order, with who ended it", () => {
    expect(alertEvents(alert)).toEqual([{ at: alert.openedAt, words: "Raised" }]);
    const seen = { ...alert, acknowledgedAt: "2026-11-22T12:05:00.000Z", resolvedAt: "2026-11-22T12:09:00.000Z" };
    expect(alertEvents({ ...seen, resolvedBy: "person" }).map(({ words }) => words)).toEqual([
      "Raised",
      "Acknowledged by a person",
      "Resolved by a person",
    ]);
    expect(alertEvents({ ...seen, resolvedBy: "monitor" }).at(-1)?.words).toContain("by itself");
  });
});
