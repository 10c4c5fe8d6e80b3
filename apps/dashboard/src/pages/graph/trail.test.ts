import { describe, expect, it } from "vitest";
import { readTrail, trailTo } from "./trail.ts";

const stop = (documentId: string) => ({ documentId, name: documentId, source: "git" });

describe("the trail", () => {
  it("grows with each step, and is cut where a step leads back", () => {
    const first = trailTo([], stop("a"), "b");
    expect(first).toEqual([stop("a")]);
    const second = trailTo(first, stop("b"), "c");
    expect(second).toEqual([stop("a"), stop("b")]);
    expect(trailTo(second, stop("c"), "b")).toEqual([stop("a")]);
    expect(trailTo(second, stop("c"), "a")).toEqual([]);
    expect(trailTo(second, stop("c"), "c")).toEqual([stop("a"), stop("b")]);
  });

  it("forgets what is long ago", () => {
    const long = Array.from({ length: 30 }, (_, index) => stop(`${index}`));
    const next = trailTo(long, stop("x"), "y");
    expect(next).toHaveLength(12);
    expect(next.at(-1)).toEqual(stop("x"));
  });

  it("is read only where it is one", () => {
    expect(readTrail(undefined)).toEqual([]);
    expect(readTrail("x")).toEqual([]);
    expect(readTrail([stop("a"), null, { documentId: 1 }])).toEqual([stop("a")]);
  });
});
