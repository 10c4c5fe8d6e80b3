import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch, textOf, textsOf, timeOf } from "./search-parameters.ts";

describe("search parameters", () => {
  it("come back as they were written, lists and numbers in words included", () => {
    const search = { q: "retry 007 & more", source: ["git", "slack"], type: ["file"] };
    const text = stringifySearch({ ...search, author: undefined, related: false, empty: [] });
    expect(text).toBe("?q=retry+007+%26+more&source=git&source=slack&type=file");
    expect(parseSearch(text)).toEqual({ ...search, type: "file" });
  });

  it("are read as what a page expects, whatever somebody wrote", () => {
    expect(textOf(["a", "b"])).toBe("a");
    expect(textOf(undefined)).toBeUndefined();
    expect(textsOf("a")).toEqual(["a"]);
    expect(textsOf(["a", ""])).toEqual(["a"]);
    expect(textsOf("")).toBeUndefined();
    expect(["7d", "2026-01-31"].map(timeOf)).toEqual(["7d", "2026-01-31"]);
    expect(["soon", "2026-99-99", "7", "", undefined].map(timeOf)).toEqual(Array(5).fill(undefined));
  });
});
