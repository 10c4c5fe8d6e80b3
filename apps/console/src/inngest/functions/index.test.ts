import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { workflows } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { createTestRuntime } from "../../testing/runtime.ts";

describe("functions", () => {
  it("are served exactly as the workflows name them, each in a file of its own", async () => {
    const runtime = await createTestRuntime();
    const served = runtime.workflows.functions.map((entry) => entry.id()).sort();
    expect(served).toEqual(Object.keys(workflows).sort());

    const folders = ["entry", "orchestration", "sources", "processing", "maintenance"];
    const files = folders.flatMap((folder) =>
      readdirSync(join(import.meta.dirname, folder)).map((name) => join(import.meta.dirname, folder, name)),
    );
    // Those that make a function; the sync handler all sources share is made by each of theirs.
    const makers = files.filter((file) => /WorkflowContext\) (\{\n|=>)/.test(readFileSync(file, "utf8")));
    expect(makers).toHaveLength(served.length);
  });

  it("are triggered by the events the workflows name", async () => {
    const runtime = await createTestRuntime();
    for (const entry of runtime.workflows.functions) {
      const { event } = workflows[entry.id() as keyof typeof workflows];
      const [trigger] = entry.opts.triggers ?? [];
      if (event === null) expect(trigger).toHaveProperty("cron");
      else expect(trigger).toHaveProperty("event", event);
    }
  });
});
