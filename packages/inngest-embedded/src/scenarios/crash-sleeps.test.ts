import { describe, expect, it } from "vitest";
import { wakeAfterKill } from "../testing/crash/sleeps.ts";
import { createFastFolder } from "../testing/crash-copy.ts";

describe("ten thousand pending sleeps", () => {
  it("survive a kill, end all, and none early", async () => {
    const report = await wakeAfterKill(createFastFolder(), createFastFolder(), 250, 40);
    expect(report).toMatchObject({ pending: 10_000, ended: 10_000, early: 0 });
  }, 300_000);
});
