import { describe, expect, it } from "vitest";
import { cronWords, functionTriggerWords, runStatusOf, triggerWords } from "./workflow-words.ts";

describe("cronWords", () => {
  it.each([
    ["* * * * *", "every minute"],
    ["*/30 * * * *", "every 30 minutes"],
    ["0 * * * *", "every hour"],
    ["15 */6 * * *", "every 6 hours"],
    ["5 3 * * *", "every day at 03:05 UTC"],
    ["0 9 * * 1", "every Monday at 09:00 UTC"],
    ["0 9 1 * *", "0 9 1 * *"],
  ])("says %s as %s", (cron, words) => {
    expect(cronWords(cron)).toBe(words);
  });
});

describe("what starts runs and functions", () => {
  it("is said in words, also when it is not kept any more", () => {
    expect(triggerWords({ kind: "event", name: "sync.requested", runId: null })).toBe("Event sync.requested");
    expect(triggerWords({ kind: "schedule", name: "0 * * * *", runId: null })).toBe("Schedule: every hour");
    expect(triggerWords({ kind: "invoke", name: "", runId: "01K" })).toBe("Another run that is deleted by now");
    expect(functionTriggerWords({ kind: "event", name: "a.b", condition: "event.data.x == 1" })).toBe(
      "a.b if event.data.x == 1",
    );
  });
});

describe("runStatusOf", () => {
  it("knows the states, and nothing else", () => {
    expect(runStatusOf("failed")).toBe("failed");
    expect(runStatusOf("toString")).toBeUndefined();
  });
});
