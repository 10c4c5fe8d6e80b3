import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowAfter, stepUnit, tokensBegun } from "./automaton.ts";
import { estimateTokens } from "./estimate.ts";
import { createTokenMeter } from "./meter.ts";

/** The same estimate, one code unit after another. */
function countUnitByUnit(text: string): number {
  let tokens = 0;
  let row = 0;
  for (let position = 0; position < text.length; position += 1) {
    const step = stepUnit(row, text.charCodeAt(position));
    tokens += tokensBegun(step);
    row = rowAfter(step);
  }
  return tokens;
}

const mixedText = fc
  .array(
    fc.constantFrom(
      "word",
      "HTTPServer",
      "Get",
      "42",
      "1234567",
      " ",
      "   ",
      "\t",
      "\n",
      "\r\n",
      "\r",
      "();",
      "é",
      "日本",
      "😀",
      "\ud800",
      "\udc00",
      "—",
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

describe("estimateTokens", () => {
  it.each([
    ["", 0],
    [" ", 1],
    ["word", 1],
    ["two words", 2],
    ["internationalization", 4],
    ["getUserName", 3],
    ["HTTP", 2],
    ["2026", 2],
    ["a\nb", 3],
    ["a\r\nb", 3],
    ["    indented", 3],
    ["日本語", 3],
    ["привет", 3],
    ["😀", 3],
    ["\ud800", 3],
  ])("estimates %j as %i", (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });

  it("is the same for text of any length and script as counting one unit after another", () => {
    fc.assert(
      fc.property(mixedText, fc.integer({ min: 1, max: 400 }), (text, times) => {
        const long = text.repeat(times);
        return estimateTokens(long) === Math.max(long === "" ? 0 : 1, countUnitByUnit(long));
      }),
      { numRuns: 300 },
    );
  });

  it("never estimates a whole higher than its parts, unless cut within white space", () => {
    fc.assert(
      fc.property(mixedText, mixedText, (left, right) => {
        fc.pre(!/\s$/.test(left) || !/^\s/.test(right));
        fc.pre(!/[\ud800-\udbff]$/.test(left));
        return estimateTokens(left + right) <= estimateTokens(left) + estimateTokens(right);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("createTokenMeter", () => {
  it("measures ranges in order and out of order, beside another meter, and counts their lines", () => {
    const text = "First line, plain.\nSecond — not ASCII.\r\nThird\rFourth 😀 line.\n".repeat(300);
    const lines = text.split(/(?<=\n|\r(?!\n))/);
    const meter = createTokenMeter(text);
    const other = createTokenMeter("something else entirely ".repeat(1000));
    const measureAll = (): number => {
      let start = 0;
      let sum = 0;
      for (const line of lines) {
        other.measureLines(0, 100);
        const tokens = meter.measureLines(start, start + line.length);
        expect(tokens).toBe(countUnitByUnit(line));
        expect(meter.lines).toBe(1);
        start += line.length;
        sum += tokens;
      }
      return sum;
    };
    expect(measureAll()).toBe(measureAll());
    expect(meter.measure(0, text.length)).toBe(countUnitByUnit(text));
    expect(meter.lines).toBe(lines.length);
  });

  it("is exact for any lines, wherever the first other character than ASCII stands, and for ranges from anywhere", () => {
    const range = fc.tuple(fc.nat(), fc.nat());
    fc.assert(
      fc.property(fc.nat(20_000), fc.array(mixedText, { maxLength: 20 }), range, (plainUnits, parts, [one, two]) => {
        const plain = "Plain words, 42 of them.\n".repeat(plainUnits / 25);
        const text = `${plain}${parts.join("\n")}`;
        const meter = createTokenMeter(text);
        let start = 0;
        for (const line of text.split(/(?<=\n|\r(?!\n))/)) {
          if (meter.measureLines(start, start + line.length) !== countUnitByUnit(line)) return false;
          start += line.length;
        }
        const [from, to] = [one % (text.length + 1), two % (text.length + 1)].sort((left, right) => left - right);
        return meter.measure(from ?? 0, to ?? 0) === countUnitByUnit(text.slice(from, to));
      }),
      { numRuns: 300 },
    );
  });
});
