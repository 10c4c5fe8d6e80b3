import { describe, expect, it } from "vitest";
import { type ChunkKind, chunk } from "./index.ts";

const million = 1_000_000;
const kinds: readonly ChunkKind[] = ["markdown", "code", "text"];

/** Inputs that take quadratic time or worse where a scanner looks back, or ahead in vain, too far; and for which kinds. */
const inputs: readonly (readonly [string, readonly ChunkKind[], () => string])[] = [
  ["20 kB of one character", kinds, () => "a".repeat(20_000)],
  ["1 MB without a space", kinds, () => "abcdefghij".repeat(million / 10)],
  ["1 MB of newlines", ["markdown"], () => "\n".repeat(million)],
  ["1 MB of newlines and spaces", ["text"], () => "\n ".repeat(million / 2)],
  ["500 kB of carriage returns", ["code"], () => "\r".repeat(million / 2)],
  ["1 MB of spaces", ["text"], () => " ".repeat(million)],
  ["1 MB of #", ["markdown"], () => "#".repeat(million)],
  ["100,000 headings", ["markdown"], () => headings(100_000)],
  ["100,000 underlined headings", ["markdown"], () => "a\n=\n".repeat(100_000)],
  ["one paragraph above an underline", ["markdown"], () => `${"a\n".repeat(200_000)}===\n`],
  ["deep brackets on one line", ["code"], () => "([{".repeat(200_000) + "}])".repeat(200_000)],
  ["deep brackets on lines", ["code"], () => "{\n".repeat(100_000) + "}\n".repeat(100_000)],
  ["unclosed fences", ["markdown"], () => "```\n~~~~\n".repeat(100_000)],
  ["backticks without end", ["markdown", "code"], () => "`".repeat(million)],
  ["unclosed comments", ["markdown", "code"], () => "<!--\n/*\n".repeat(50_000)],
  ["unclosed quotes and escapes", ["code"], () => "'\\\"\\`".repeat(million / 5)],
  ["unclosed long strings", ["code"], () => "''' \"\"\"\n= `\n".repeat(50_000)],
  ["unclosed front matter", ["markdown"], () => `---\n${"----".repeat(200_000)}`],
  ["sentence ends", ["text"], () => ". ".repeat(million / 2)],
  ["combining marks", ["text"], () => `a${"\u0301".repeat(300_000)}`],
  ["flags", ["text"], () => "🇩".repeat(150_000)],
  ["lone surrogates", ["text"], () => "\ud800".repeat(300_000)],
  ["a 10 MB line of words", ["text"], () => "word and text, ".repeat(700_000)],
  ["2 MB of data on one line", ["code"], () => '{"id":1,"name":"value"},'.repeat(88_000)],
];

function headings(count: number): string {
  return Array.from({ length: count }, (_, index) => `${"#".repeat((index % 6) + 1)} ${index}\n`).join("");
}

describe("hostile input", () => {
  // Milliseconds to a few seconds each; what is quadratic would take minutes and run into the limit of time for a test.
  it.each(inputs)("ends soon for %s", (_, kindsOfInput, make) => {
    const input = make();
    for (const kind of kindsOfInput) {
      const parts = chunk(input, { kind });
      expect(parts.at(-1)?.end).toBe(input.length);
      // All chunks but the last are filled in part, so that their number is bounded too.
      expect(parts.length).toBeLessThan(2 + input.length / 32);
    }
  });
});
