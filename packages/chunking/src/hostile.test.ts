import { describe, expect, it } from "vitest";
import { type ChunkKind, chunk } from "./index.ts";

const million = 1_000_000;
const kinds: readonly ChunkKind[] = ["markdown", "code", "text"];

/** Inputs that take quadratic time or worse where a scanner looks back, or ahead in vain, too far; and for which kinds. */
const inputs: readonly (readonly [string, readonly ChunkKind[], () => string])[] = [
  ["20 kB of one character", kinds, () => "a".repeat(20_000)],
  ["1 MB without a space", kinds, () => "abcdefghij".repeat(million / 10)],
  ["500 kB of newlines", ["markdown"], () => "\n".repeat(million / 2)],
  ["500 kB of newlines and spaces", ["text"], () => "\n ".repeat(million / 4)],
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
  ["a 5 MB line of words", ["text"], () => "word and text, ".repeat(350_000)],
  ["2 MB of data on one line", ["code"], () => '{"id":1,"name":"value"},'.repeat(88_000)],
];

/** What is hostile to data, logs, conversations and tables. */
const dataInputs: typeof inputs = [
  ["deep JSON on one line", ["json"], () => '[{"a":'.repeat(100_000)],
  ["deep JSON on lines", ["json"], () => '{"a":\n'.repeat(100_000)],
  ["500 kB of JSON on one line", ["json", "table"], () => `[${'{"id":1,"name":"value"},'.repeat(22_000)}]`],
  ["numbers on one line", ["json"], () => `[${"1,".repeat(300_000)}]`],
  ["escapes, quotes and comments without end", ["json", "toml"], () => '"\\\\\n/* "\\" \'\n'.repeat(30_000)],
  ["lone quotes on one line", ["json", "toml", "table"], () => `a = ${'"\\'.repeat(100_000)}`],
  ["deep YAML", ["yaml"], () => Array.from({ length: 1000 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
  ["YAML marks", ["yaml"], () => `${"- ".repeat(50_000)}\na: ${"!&".repeat(80)}x\n`.repeat(9)],
  ["keys without values", ["yaml", "toml"], () => "a:\n- name: b\n[a.b]\n".repeat(15_000)],
  ["strings of TOML without end", ["toml"], () => "a = '''\n''' \"\"\" = [\n".repeat(50_000)],
  ["rules", ["log"], () => `${"=== ".repeat(60)}\n${"#".repeat(240)}x\n##[group]${"[".repeat(200)}\n`.repeat(2_000)],
  ["errors and traces", ["log"], () => "2026-01-31 10:20:30 Error: failed\n    at f (a.ts:1)\n".repeat(15_000)],
  ["times and spaces", ["log"], () => `${"1:".repeat(120)}\n${" ".repeat(200)}\n`.repeat(2_000)],
  ["messages", ["conversation"], () => "### @ada, 2026-01-31\n# a\n".repeat(20_000)],
  ["open cells", ["table"], () => 'a,b\n,"\n'.repeat(50_000)],
];

function headings(count: number): string {
  return Array.from({ length: count }, (_, index) => `${"#".repeat((index % 6) + 1)} ${index}\n`).join("");
}

describe("hostile input", () => {
  // Milliseconds to a few seconds each; what is quadratic would take minutes and run into the limit of time for a test.
  it.each([...inputs, ...dataInputs])("ends soon for %s", (_, kindsOfInput, make) => {
    const input = make();
    for (const kind of kindsOfInput) {
      const parts = chunk(input, { kind });
      expect(parts.at(-1)?.end).toBe(input.length);
      // All chunks but the last are filled in part, so that their number is bounded too.
      expect(parts.length).toBeLessThan(2 + input.length / 32);
    }
  });
});
