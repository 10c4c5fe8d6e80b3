import { describe, expect, it } from "vitest";
import { type Chunk, chunk, isConversation } from "../index.ts";

const words = (count: number): string => "Some words of a message here. ".repeat(count);

function paths(parts: readonly Chunk[]): string[] {
  return parts.map(({ headingPath }) => headingPath.join(" > "));
}

describe("log", () => {
  const log = (input: string, maxTokens = 128): Chunk[] => chunk(input, { kind: "log", maxTokens, overlapTokens: 0 });

  it.each([
    "2026-01-31T10:20:30.123Z INFO started",
    "[2026-01-31 10:20:30,123] started",
    "Jan 31 10:20:30 host started",
    "10:20:30.123 | started",
    "I0131 10:20:30.123456 1 main.go:1] started",
    "[   12.345678] usb started",
    "31/Jan/2026:10:20:30 +0000 started",
    "\u001b[32m2026-01-31 10:20:30\u001b[0m started",
  ])("knows that %j begins an entry, which its other lines stay with", (entry) => {
    const parts = log(`${entry}\nand goes on here\nand here\n`.repeat(12));
    expect(parts.length).toBeGreaterThan(1);
    for (const { text } of parts) expect(text.startsWith(entry)).toBe(true);
  });

  it.each([
    ["2026-01-31T10:20:30.1Z ##[group]Run npm ci", "Run npm ci"],
    ["::group::Install", "Install"],
    ["Step 2/9 : RUN make", "Step 2/9 : RUN make"],
    ["#12 [builder 3/7] RUN npm ci", "[builder 3/7] RUN npm ci"],
    ["> Task :compileJava", "Task :compileJava"],
    ["TASK [install packages] ****", "TASK [install packages]"],
    ["==> Downloading", "Downloading"],
    ["=== Tests ===", "Tests"],
  ])("begins a step at %j", (line, name) => {
    const parts = log(`${"before it all\n".repeat(12)}${line}\n${"line of output\n".repeat(40)}`, 64);
    expect(paths(parts)).toEqual(["", ...parts.slice(1).map(() => name)]);
  });

  it("keeps an error with its stack trace and the lines around it", () => {
    const line = (index: number): string => `2026-01-31 10:20:${index} line ${index}\n`;
    const quiet = Array.from({ length: 30 }, (_, index) => line(index + 10)).join("");
    const error = `2026-01-31 10:20:50 TypeError: x is no function\n${"    at f (a.ts:1:1)\n".repeat(3)}`;
    for (let before = 0; before < 12; before += 1) {
      const parts = log(quiet.slice(0, line(10).length * (before + 8)) + error + quiet, 160);
      const holding = parts.find(({ text }) => text.includes("TypeError"))?.text;
      expect(holding).toMatch(/line \d+\n[^\n]* line \d+\n[^\n]*TypeError[\s\S]*\n(?: {4}at .*\n){3}[^\n]* line/);
    }
  });
});

describe("conversation", () => {
  const message = (who: string, count: number, level = 3): string =>
    `${"#".repeat(level)} @${who}, 2026-01-31\n\n${words(count)}\n\n`;
  const conversation = (input: string, maxTokens = 128): Chunk[] => chunk(input, { kind: "conversation", maxTokens });

  it("keeps messages whole that fit, small and large ones mixed", () => {
    const input = `# Title\n\nText.\n\n## Comments\n\n${[1, 3, 14, 1, 13, 2, 12, 5, 14].map((count, index) => message(`u${index}`, count)).join("")}`;
    const parts = conversation(input);
    for (const { text, start, bodyStart } of parts.slice(1)) {
      expect(start).toBe(bodyStart);
      expect(text).toMatch(/^### @u\d, /);
    }
    expect(paths(parts)).toContain("Title > Comments > @u2, 2026-01-31");
  });

  it("reads headings within a message as its own, and cuts a message only when it is too large", () => {
    const large = `### Ada Lovelace wrote on 2026-01-31 (resolved)\n\n# Steps\n\n${words(14)}\n\n## More\n\n${words(40)}\n\n`;
    const parts = conversation(`${message("a", 4)}${large}${message("b", 4)}`);
    const name = "Ada Lovelace wrote on 2026-01-31 (resolved)";
    expect(paths(parts).slice(0, 2)).toEqual(["@a, 2026-01-31", name]);
    expect(paths(parts)).toContain(`${name} > Steps > More`);
  });

  it("takes the heading above a thread's messages for the conversation's, and ends messages at its parts", () => {
    const thread = (file: string): string => `### ${file}:12\n\n${message("a", 10, 4)}${message("b", 10, 4)}`;
    const input = `# T\n\n${message("c", 4)}## Review threads\n\n${thread("x.ts")}${thread("y.ts")}## Changed files\n\n- x.ts\n`;
    const parts = conversation(input, 100);
    expect(paths(parts)).toContain("T > Review threads > x.ts:12 > @b, 2026-01-31");
    expect(parts.some(({ text }) => text.startsWith("### y.ts:12"))).toBe(true);
    expect(parts.at(-1)?.text).toContain("## Changed files");
  });

  it("is told by a heading that names an author and a day", () => {
    expect(isConversation("# T\n\n### @ada, 2026-01-31\n\nText")).toBe(true);
    expect(isConversation("text\n#### Bo Li replied on 2026-01-31 (resolved)\n")).toBe(true);
    expect(isConversation("# Changes\n\n## 1.2.3 - 2026-01-31\n\n### Added by @ada\n")).toBe(false);
    expect(isConversation("ada wrote on 2026-01-31")).toBe(false);
  });
});
