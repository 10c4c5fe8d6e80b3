import { describe, expect, it } from "vitest";
import type { LogEvent } from "../api/schemas.ts";
import { cleanLines } from "./clean.ts";
import { linesOf, textOf } from "./lines.ts";
import { reduceLog } from "./reduce.ts";

const stdout = (...texts: readonly string[]): readonly LogEvent[] => texts.map((text) => ({ type: "stdout", text }));
const linesIn = (...texts: readonly string[]) => linesOf(stdout(...texts)).map(textOf);
const reduce = (failed: boolean, ...texts: readonly string[]) => reduceLog(linesOf(stdout(...texts)), failed);

describe("cleanLines", () => {
  it.each([
    ["colours", "\u001b[31m\u001b[1mFailed\u001b[22m\u001b[39m to compile", ["Failed to compile"]],
    ["colours of 24 bits", "\u001b[38;2;255;0;0mred\u001b[0m", ["red"]],
    ["cursor movements", "\u001b[2K\u001b[1A\u001b[GDone", ["Done"]],
    ["links", "\u001b]8;;https://example.com\u0007here\u001b]8;;\u0007", ["here"]],
    ["a line written over itself", "1%\r50%\r100%\n", ["100%", ""]],
    ["Windows line ends", "one\r\ntwo\r\n", ["one", "two", ""]],
    ["tabs and spaces at the end", "\tone  \t", ["\tone"]],
    ["control characters", "be\u0007ll\u0000 and \u0008more", ["bell\uFFFD and more"]],
    ["a lone surrogate", "half \ud83d", ["half \uFFFD"]],
    ["a sequence cut off", "text \u001b[3", ["text"]],
  ])("removes %s", (_name, text, lines) => {
    expect(cleanLines(text)).toEqual(lines);
  });

  it("cuts long lines, and never a character in two", () => {
    const [line = ""] = cleanLines(`${"a".repeat(499)}😀${"b".repeat(100_000)}`);
    expect(line.length).toBeLessThanOrEqual(501);
    expect(line.isWellFormed()).toBe(true);
  });

  it("leaves no control character in anything", () => {
    // A small generator of its own: the same bytes every time.
    let seed = 7;
    const next = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % most;
    };
    const pieces = [
      "\u001b[",
      "\u001b]",
      "\u001b",
      "\u009b",
      "31m",
      ";",
      "K",
      "\r",
      "\t",
      "\u0007",
      "\0",
      "text",
      "\ud83d",
      "\ude00",
    ];
    for (let round = 0; round < 2_000; round += 1) {
      const text = Array.from({ length: 1 + next(12) }, () => pieces[next(pieces.length)]).join("");
      for (const line of cleanLines(text)) {
        expect(line).not.toMatch(/[^\P{Cc}\t]/u);
        expect(line.isWellFormed()).toBe(true);
      }
    }
  });
});

describe("linesOf", () => {
  it("reads texts beside and inside a payload, and only what is output", () => {
    const events: LogEvent[] = [
      { type: "deployment-state", text: "BUILDING", created: 1 },
      { type: "command", created: 1, payload: { text: "pnpm build", date: 2 } },
      { type: "stderr", text: "npm warn", created: 1, date: 3, level: "warning" },
      { type: "metric", text: "7" },
      { type: "fatal", text: "panic" },
      { type: "something-new", text: "?" },
      { type: "exit" },
    ];
    expect(linesOf(events)).toEqual([
      { text: "pnpm build", at: 2, level: null, isCommand: true, times: 1 },
      { text: "npm warn", at: 3, level: "warning", isCommand: false, times: 1 },
      { text: "panic", at: null, level: "error", isCommand: false, times: 1 },
    ]);
  });

  it("folds repeated lines and progress, and nothing else", () => {
    expect(linesIn("again", "again", "again", "other", "again")).toEqual(["again (× 3)", "other", "again"]);
    expect(linesIn("Generating (1/58)", "Generating (2/58)", "Generating (58/58)")).toEqual([
      "Generating (58/58) (× 3)",
    ]);
    expect(linesIn("10%", "20%", "done")).toEqual(["20% (× 2)", "done"]);
    expect(linesIn("at one (a.ts:3:1)", "at one (a.ts:9:1)")).toEqual(["at one (a.ts:3:1)", "at one (a.ts:9:1)"]);
    expect(linesIn("one\n\n  \ntwo")).toEqual(["one", "two"]);
  });
});

describe("reduceLog", () => {
  const noise = Array.from({ length: 200 }, (_, index) => `   ○ /page/${index}`);

  it.each([
    'Error: Command "pnpm build" exited with 1',
    "npm ERR! code ELIFECYCLE",
    "./src/app.ts:3:7 Type error: Property 'x' does not exist on type 'Y'.",
    "TypeError: Cannot read properties of undefined (reading 'map')",
    "Module not found: Can't resolve './missing'",
    "error TS2304: Cannot find name 'x'.",
    '✘ [ERROR] Could not resolve "react"',
    ' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"',
    "sh: next: command not found",
    "fatal: repository not found",
    "The build was terminated: out of memory (SIGKILL)",
    "Traceback (most recent call last):",
    "  [ERROR] in ./main.css",
    "× error: something",
    "× Build failed in 2.3s",
    "> Build error occurred",
    "error Command failed with exit code 1.",
    "npm error code ERESOLVE",
    "12:5  Error: 'unused' is defined but never used.  no-unused-vars",
    'Error occurred prerendering page "/search".',
  ])("keeps %j with what is around it", (text) => {
    const { error } = reduce(true, ...noise, text, ...noise);
    expect(error).toHaveLength(15 + 1 + 25);
    expect(error[15]).toBe(text.trimEnd());
  });

  it.each([
    "   ○ /error-page",
    "Compiled with 0 errors",
    "0 errors found",
    "dist/errors.js  4 kB",
    "added error-stack-parser",
    "Collecting page data",
    "└ ƒ /api/error",
    "errors.js  4 kB",
  ])("does not take %j for an error", (text) => {
    // Without any error, the end of the log is kept.
    expect(reduce(true, ...noise, text, ...noise).error).toEqual(noise.slice(-16));
  });

  it("keeps each warning once, and what looks like an error of a build that went well", () => {
    const deprecated = "npm warn deprecated left-pad@1.3.0: use padStart()";
    const { warnings, error } = reduce(
      false,
      deprecated,
      ...noise,
      "Error: retrying the download",
      deprecated,
      "⚠ Slow",
    );
    expect(warnings).toEqual([deprecated, "Error: retrying the download", "⚠ Slow"]);
    expect(error).toEqual([]);
  });

  it.each([
    "(node:12) [DEP0040] DeprecationWarning: The `punycode` module is deprecated.",
    " ⚠ Compiled with warnings",
    "Warning: Next.js inferred your workspace root.",
    "npm warn deprecated inflight@1.0.6",
    "[warn] slow",
    "12:5  Warning: React Hook useEffect has a missing dependency.",
  ])("keeps %j as a warning", (text) => {
    expect(reduce(true, text, ...noise).warnings).toEqual([text]);
  });

  it("names the steps, with the seconds since the first line", () => {
    const events = [
      { type: "stdout", text: "Cloning github.com/acme/website (Branch: main)", date: 1_000 },
      { type: "stdout", text: "nothing much", date: 2_000 },
      { type: "command", text: "pnpm build", date: 13_400 },
      { type: "stdout", text: "Build Completed in /vercel/output [1m]", date: 70_000 },
    ];
    expect(reduceLog(linesOf(events), false).steps).toEqual([
      "+0 s  Cloning github.com/acme/website (Branch: main)",
      "+12 s  pnpm build",
      "+69 s  Build Completed in /vercel/output [1m]",
    ]);
  });

  it("keeps little of very much, and says so", () => {
    const texts = Array.from({ length: 5_000 }, (_, index) => [
      `Error: number ${index} of many`,
      `warning: w${index}`,
    ]).flat();
    const log = reduceLog(linesOf([...stdout(...texts), ...texts.map((text) => ({ type: "command", text }))]), true);
    expect(log.error.length).toBeLessThanOrEqual(401);
    expect(log.error).toContain("Error: number 0 of many");
    expect(log.error).toContain("Error: number 4999 of many");
    expect([log.steps.length, log.warnings.length]).toEqual([80, 60]);
    expect(log.missing).toEqual([
      "build log: 9920 more steps",
      "build log: 4940 more warnings",
      "build log: 19600 more lines around errors",
    ]);
  });

  it("reads a log of nothing but long lines in a moment", () => {
    const texts = Array.from({ length: 4_000 }, (_, index) => `${index}${"aError".repeat(80)} ${"( ".repeat(9)}`);
    const start = performance.now();
    reduce(true, ...texts);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it("makes nothing of nothing", () => {
    expect(reduceLog([], true)).toEqual({ steps: [], warnings: [], error: [], missing: [] });
  });
});
