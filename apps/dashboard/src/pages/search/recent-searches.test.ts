import { describe, expect, it } from "vitest";
import { withSearch } from "./recent-searches.ts";

describe("withSearch", () => {
  it("puts the newest first, each once, and what goes on in the place of where it began", () => {
    expect(withSearch(["b", "a"], "c")).toEqual(["c", "b", "a"]);
    expect(withSearch(["b", "a"], "a")).toEqual(["a", "b"]);
    expect(withSearch(["retry", "a"], "retry policy")).toEqual(["retry policy", "a"]);
    expect(withSearch(["retry policy", "a"], "retry")).toEqual(["retry", "a"]);
    expect(withSearch(["1", "2", "3", "4", "5", "6", "7", "8"], "9")).toHaveLength(8);
  });
});
