import { describe, expect, it } from "vitest";
import { activeFilters, requestOf, withoutFilter, withoutFilters } from "./search-address.ts";

const choice = { q: " retry ", source: ["git", "slack"], author: ["Ada"], after: "7d", before: "2026-01-31" };
const now = new Date(2026, 1, 10, 15, 30).getTime();

describe("search address", () => {
  it("says what narrows the search, and takes each off again", () => {
    expect(activeFilters(choice).map(({ name, value }) => `${name} ${value}`)).toEqual([
      "source git",
      "source slack",
      "author Ada",
      "after 7d",
      "before 2026-01-31",
    ]);
    expect(withoutFilter(choice, { name: "source", value: "git" }).source).toEqual(["slack"]);
    expect(withoutFilter(choice, { name: "author", value: "Ada" })).not.toHaveProperty("author");
    expect(withoutFilter(choice, { name: "after", value: "7d" })).not.toHaveProperty("after");
    expect(withoutFilters(choice)).toEqual({ q: " retry " });
  });

  it("asks for days as they begin here", () => {
    expect(requestOf(choice, 20, now)).toEqual({
      q: "retry",
      limit: 20,
      source: ["git", "slack"],
      author: ["Ada"],
      after: new Date(2026, 1, 3).toISOString(),
      before: new Date(2026, 0, 31).toISOString(),
    });
    expect(requestOf({ q: "a", after: "soon", before: "2026" }, 5, now)).toEqual({ q: "a", limit: 5 });
  });

  it("keeps a comma within a value", () => {
    expect(requestOf({ q: "a", author: ["Doe, Jane"] }, 5).author).toEqual(['"Doe, Jane"']);
    expect(requestOf({ q: "a", author: ['"Jay" Doe'] }, 5).author).toEqual(['"""Jay"" Doe"']);
    expect(requestOf({ q: "a", author: ["Doe, Jane", "Ada"] }, 5).author).toEqual(["Doe, Jane", "Ada"]);
  });
});
