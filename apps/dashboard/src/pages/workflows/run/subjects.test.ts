import { describe, expect, it } from "vitest";
import { subjectsOf } from "./subjects.ts";

const payload = (value: unknown, cut = false) => ({ text: JSON.stringify(value), bytes: 1, cut });

describe("subjectsOf", () => {
  it("finds what an input names", () => {
    expect(subjectsOf(payload({ workspaceId: "w", sourceId: "src_1", jobId: "job_1" }))).toEqual({
      sourceId: "src_1",
      jobId: "job_1",
    });
  });

  it("finds nothing in what is none, cut or empty", () => {
    expect(subjectsOf(null)).toEqual({});
    expect(subjectsOf({ text: '{"sourceId":"sr', bytes: 70_000, cut: true })).toEqual({});
    for (const value of [null, 7, "x", [], { sourceId: 7, jobId: "" }]) expect(subjectsOf(payload(value))).toEqual({});
  });
});
