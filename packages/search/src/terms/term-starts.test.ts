import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyze } from "./analyze.ts";
import { scanWords } from "./scan-words.ts";
import { createTermStarts, type TermStarts } from "./term-starts.ts";

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "S", "T", "s", "e", "i", "_", "1", "2"), minLength: 1, maxLength: 8 }),
  fc.constantFrom(
    "indices",
    "matrices",
    "HTTPServers",
    "parseURLs",
    "flies",
    "caches",
    "__init__",
    "_",
    "é",
    "日本",
    "sha256Sum",
  ),
);
const text = fc
  .array(fc.tuple(word, fc.constantFrom(" ", "-", "\n", ".", "×")), { maxLength: 30 })
  .map((parts) => parts.flat().join(""));

/** The wanted terms of each word that is visited, in order. */
function found(content: string, wanted: ReadonlySet<string>, starts?: TermStarts): string[][] {
  const words: string[][] = [];
  const visit = (terms: readonly string[]) => void words.push(terms.filter((term) => wanted.has(term)));
  scanWords(content, visit, visit, starts);
  return words;
}

describe("createTermStarts", () => {
  it("lets a scan pass over no word that has one of the terms, and lose none", () => {
    fc.assert(
      fc.property(text, fc.array(word, { minLength: 1, maxLength: 3 }), (content, query) => {
        const wanted = new Set(query.flatMap((each) => analyze(each)));
        expect(found(content, wanted, createTermStarts(wanted))).toEqual(found(content, wanted));
      }),
      { numRuns: 1_000 },
    );
  });

  it("tells most words apart from those of a query", () => {
    const taken: string[] = [];
    const content = "export function getUserName(request: Request): string { return request.session.user_name; }";
    scanWords(content, (terms) => taken.push(...terms), undefined, createTermStarts(analyze("user name")));
    expect(taken).toEqual(["getusername", "get", "user", "name", "username", "user", "name"]);
  });
});
