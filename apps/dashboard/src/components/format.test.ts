import { describe, expect, it } from "vitest";
import { formatBytes, formatDuration, formatPlural, formatRelative, formatShare } from "./format.ts";

describe("formats", () => {
  it("say durations in the two largest units that matter", () => {
    expect([850, 1_500, 12_300, 60_000, 245_000, 3_600_000, 7_380_000].map(formatDuration)).toEqual([
      "850 ms",
      "1.5 s",
      "12 s",
      "1 min",
      "4 min 5 s",
      "1 h",
      "2 h 3 min",
    ]);
  });

  it("say how long ago something was, and the date once that is easier to read", () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    expect(formatRelative("2026-11-22T11:59:50Z", now)).toBe("just now");
    expect(formatRelative("2026-11-22T11:55:00Z", now)).toBe("5 minutes ago");
    expect(formatRelative("2026-11-22T14:00:00Z", now)).toBe("in 2 hours");
    expect(formatRelative("2026-11-21T12:00:00Z", now)).toBe("yesterday");
    expect(formatRelative("2025-01-05T12:00:00Z", now)).toContain("2025");
  });

  it("agree with their numbers", () => {
    expect(formatPlural(1, "document")).toBe("1 document");
    expect(formatPlural(12_345, "document")).toBe("12,345 documents");
    expect(formatPlural(2, "query", "queries")).toBe("2 queries");
  });

  it("say sizes in the unit that is easiest to read", () => {
    expect([0, 850, 1_000, 12_300, 3_400_000, 2e12].map(formatBytes)).toEqual([
      "0 B",
      "850 B",
      "1.0 kB",
      "12 kB",
      "3.4 MB",
      "2000 GB",
    ]);
  });

  it("have a dash for a share of nothing", () => {
    expect(formatShare(0.9823)).toBe("98.2%");
    expect(formatShare(1)).toBe("100%");
    expect(formatShare(0 / 0)).toBe("–");
  });
});
