import { describe, expect, it } from "vitest";
import { reportName } from "./report-name.ts";
import { reportParts } from "./report-text.ts";

describe("a report", () => {
  it("is its title, headings, lists and paragraphs, names as they are", () => {
    const markdown =
      "# Tributary, 2026-11-21\n\nOf this day's 24 hours 22 are known.\n\n## Syncs\n\n- git: 2 completed\n- a\\_b \\[x\\]: failing";
    expect(reportParts(markdown)).toEqual([
      { kind: "title", text: "Tributary, 2026-11-21" },
      { kind: "paragraph", text: "Of this day's 24 hours 22 are known." },
      { kind: "heading", text: "Syncs" },
      { kind: "list", items: ["git: 2 completed", "a_b [x]: failing"] },
    ]);
  });

  it("is named by its day or hour in UTC", () => {
    expect(reportName({ period: "day", startsAt: "2026-11-21T00:00:00.000Z" })).toBe("Saturday, November 21, 2026");
    expect(reportName({ period: "hour", startsAt: "2026-11-21T14:00:00.000Z" })).toBe("Nov 21, 2026, 14:00 UTC");
  });
});
