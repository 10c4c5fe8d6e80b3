import { describe, expect, it, onTestFinished } from "vitest";
import { restartAtEveryMoment } from "../testing/crash/every-moment.ts";
import { startOutsideServer } from "../testing/crash/outside-server.ts";
import { workload } from "../testing/crash/workload/index.ts";
import { createFastFolder } from "../testing/crash-copy.ts";

/** The script `crash --moments` goes through all; here one in so many is tried. */
const oneIn = 5;

describe("a process killed at any moment", () => {
  it.each(workload.map((scenario) => [scenario.name, scenario] as const))(
    "%s: ends as if it had not been",
    async (_name, scenario) => {
      const outside = await startOutsideServer();
      onTestFinished(outside.close);
      const { restarts, problems } = await restartAtEveryMoment({
        folder: createFastFolder(),
        scenario,
        outsideUrl: outside.url,
        oneIn,
      });
      expect(problems).toEqual([]);
      expect(restarts).toBeGreaterThan(2);
    },
    180_000,
  );
});
