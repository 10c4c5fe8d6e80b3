import { describe, expect, it } from "vitest";
import { easierQueries } from "./easier-queries.ts";

describe("easierQueries", () => {
  it.each([
    ["retry policy", []],
    ['"retry policy"', ["retry policy"]],
    ['retry path:src author:"Ada L"', ["retry"]],
    ['"a b" -"c d" type:issue', ['"a b"', "a b"]],
    ["path:src", []],
  ])("of %j are %j", (query, expected) => {
    expect(easierQueries(query).map((one) => one.query)).toEqual(expected);
  });
});
