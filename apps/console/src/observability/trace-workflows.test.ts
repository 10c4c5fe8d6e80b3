import { describe, expect, it } from "vitest";
import { noTracing } from "./no-tracing.ts";
import { traceWorkflows } from "./trace-workflows.ts";

describe("tracing without a collector", () => {
  it("does the work and puts nothing around it", async () => {
    expect(traceWorkflows(noTracing)).toEqual([]);
    expect(await noTracing.run("work", {}, async () => 7)).toBe(7);
  });
});
