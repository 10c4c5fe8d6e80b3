import { describe, expect, it } from "vitest";
import { stem } from "./stem.ts";

describe("stem", () => {
  it.each([
    ["query", "queries"],
    ["box", "boxes"],
    ["class", "classes"],
    ["hash", "hashes"],
    ["cache", "caches"],
    ["branch", "branches"],
    ["response", "responses"],
    ["database", "databases"],
    ["size", "sizes"],
    ["key", "keys"],
    ["tie", "ties"],
    ["alias", "aliases"],
    ["status", "statuses"],
    ["index", "indexes"],
    ["index", "indices"],
    ["argument", "arguments"],
  ])("gives %s and %s one stem", (singular, plural) => {
    expect(stem(plural)).toBe(stem(singular));
  });

  it.each(["class", "this", "status", "redis", "css", "dns", "running", "cached", "x1s", "größes"])(
    "leaves %s",
    (word) => {
      expect(stem(word)).toBe(word);
    },
  );
});
