import { describe, expect, it } from "vitest";
import { runCampaign } from "../testing/crash/campaign.ts";
import { createFastFolder } from "../testing/crash-copy.ts";

describe("processes killed at random", () => {
  it("end as if they had not been, over ten kills", async () => {
    const { kills, problems } = await runCampaign({ folder: createFastFolder(), kills: 10, seed: 1, parallel: 2 });
    expect(problems).toEqual([]);
    expect(kills).toBeGreaterThanOrEqual(6);
  }, 300_000);
});
