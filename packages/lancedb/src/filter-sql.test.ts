import { describe, expect, it } from "vitest";
import { filterSql, sqlInLists, sqlStartsWith, sqlString } from "./filter-sql.ts";

describe("filterSql", () => {
  it("is null when nothing is narrowed", () => {
    expect([filterSql(undefined), filterSql({})]).toEqual([null, null]);
  });

  it("joins conditions, and matches nothing for an empty list", () => {
    expect(filterSql({ source: ["git", "it's"], updatedBefore: 10 })).toBe(
      "source IN ('git', 'it''s') AND updatedAt < 10",
    );
    expect(filterSql({ type: [] })).toBe("false");
  });

  it("writes bounds as whole numbers that mean the same", () => {
    expect(filterSql({ updatedAfter: 1.5, updatedBefore: Number.POSITIVE_INFINITY })).toBe(
      "updatedAt >= 2 AND updatedAt < 9007199254740991",
    );
  });
});

describe("sqlString", () => {
  it("doubles quotes and leaves everything else", () => {
    expect(sqlString("a'b\\%_\n")).toBe("'a''b\\%_\n'");
    expect(sqlStartsWith("path", "src/'")).toBe("starts_with(path, 'src/''')");
  });
});

describe("sqlInLists", () => {
  it("covers every value in statements of bounded size", () => {
    const values = Array.from({ length: 2_500 }, (_, index) => `v${index}`);
    const lists = sqlInLists("id", values);
    expect(lists).toHaveLength(3);
    expect(lists.join().match(/'v\d+'/g)).toHaveLength(2_500);
    expect(sqlInLists("id", [])).toEqual([]);
  });
});
