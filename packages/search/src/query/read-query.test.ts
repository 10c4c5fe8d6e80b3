import { QUERY_MAX_LENGTH } from "@tributary/validation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SearchError } from "../error.ts";
import { readQuery } from "./read-query.ts";

const NOW = Date.UTC(2026, 5, 30);
const read = (query: string) => readQuery(query, NOW);

describe("readQuery", () => {
  it("sorts operators from words", () => {
    expect(read('how "rate limit" works path:src/*.ts symbol:Pool.acquire -path:test -"work in progress"')).toEqual({
      words: "how rate limit works",
      phrases: ["rate limit"],
      symbols: ["Pool.acquire"],
      paths: ["src/*.ts"],
      filter: {},
      without: { phrases: ["work in progress"], symbols: [], paths: ["test"], fields: [] },
    });
  });

  it("makes a filter of fields and times, one field with several values matching any", () => {
    expect(
      read(
        'source:GitHub source:linear repo:a/b author:"Ada Lovelace" state:open -type:Issue after:2026-01-31 before:7d',
      ),
    ).toEqual({
      words: "",
      phrases: [],
      symbols: [],
      paths: [],
      filter: {
        source: ["github", "linear"],
        repository: ["a/b"],
        author: ["Ada Lovelace"],
        state: ["open"],
        updatedAfter: Date.UTC(2026, 0, 31),
        updatedBefore: NOW - 7 * 86_400_000,
      },
      without: { phrases: [], symbols: [], paths: [], fields: [{ name: "type", value: "issue" }] },
    });
  });

  it.each([
    "std::vector path::Path",
    "path: a",
    "author:",
    "git push -f --force",
    'an "open quote',
    "https://example.com/source:x",
    '"" "..."',
  ])("takes %s for words", (query) => {
    expect(read(query)).toMatchObject({
      words: query.replaceAll('"..."', "...").trim(),
      phrases: [],
      filter: {},
    });
  });

  it.each(["after:yesterday", "before:2026-13-45", "after:7x"])("refuses %s", (query) => {
    expect(() => read(query)).toThrow(SearchError);
    expect(() => read(query)).toThrow("takes a date like 2026-01-31 or an age like 7d");
  });

  it("refuses a query that is too long", () => {
    expect(() => read("a".repeat(QUERY_MAX_LENGTH + 1))).toThrow("1001 characters long and the limit is 1000");
  });

  it("loses no word of any query without operators, whatever else is in it", () => {
    const piece = fc.constantFrom("a", "b1", "-c", ":", "-", "path", "::", "'", "(", "é", "東");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(read(pieces.join(" ")).words).toBe(pieces.join(" "));
      }),
    );
  });
});
