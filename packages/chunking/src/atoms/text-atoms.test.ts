import { describe, expect, it } from "vitest";
import { type Chunk, chunk } from "../index.ts";

function plain(input: string, maxTokens = 64, overlapTokens = 0): Chunk[] {
  return chunk(input, { kind: "text", maxTokens, overlapTokens });
}

const sentence = "The quick brown fox jumps over the lazy dog near the river. ";

describe("text", () => {
  it("cuts between paragraphs, and rather where more blank lines are", () => {
    const paragraph = `${sentence}${sentence.trim()}\n`;
    const chapters = `${paragraph}\n${paragraph}\n\n`.repeat(4);
    for (const part of plain(chapters, 80)) expect(part.text).toBe(`${paragraph}\n${paragraph}\n\n`);
  });

  it.each(["\n\n", "\r\n\r\n", "\r\r", "\n \t\n"])("knows paragraphs divided by %j", (gap) => {
    const input = `${sentence.trim()}${gap}`.repeat(12);
    for (const part of plain(input)) expect(part.text.startsWith("The quick")).toBe(true);
  });

  it("cuts a long paragraph between sentences, wrapped or not", () => {
    const wrapped = sentence.repeat(20).replaceAll(/(.{50}\S*) /g, "$1\n");
    for (const input of [sentence.repeat(20), wrapped]) {
      const parts = plain(input);
      expect(parts.length).toBeGreaterThan(4);
      for (const part of parts) expect(part.text.startsWith("The quick")).toBe(true);
    }
  });

  it("does not take abbreviations, initials and decimals for the end of a sentence", () => {
    const tricky =
      "Dr. Who met J. Smith, e.g. Tuesdays at 3.14 p.m. near the old St. Mary station, vs. Everyone else there. ";
    for (const part of plain(tricky.repeat(12))) expect(part.text.startsWith("Dr. Who")).toBe(true);
  });

  it("cuts between sentences of scripts without spaces", () => {
    const parts = plain("これは長い文章の一部です。".repeat(30));
    for (const part of parts) expect(part.text.endsWith("。")).toBe(true);
  });

  it("cuts logs and lists between lines", () => {
    const input = Array.from(
      { length: 60 },
      (_, n) => `2026-11-0${n % 9} ERROR request ${n} failed. Trying again.\n`,
    ).join("");
    for (const part of plain(input)) expect(part.text).toMatch(/^2026[\s\S]*\n$/);
  });

  it("cuts a sentence too large between words and a word too large between characters", () => {
    for (const part of plain("word ".repeat(400)).slice(0, -1)) expect(part.text).toMatch(/^(?:word )+$/);
    expect(plain("x".repeat(3000)).length).toBeGreaterThan(8);
  });

  it("fills chunks", () => {
    const parts = plain(`${sentence.repeat(3).trim()}\n\n`.repeat(200), 512);
    const filled = parts.slice(0, -1).map((part) => part.tokens / 512);
    expect(Math.min(...filled)).toBeGreaterThan(0.8);
  });

  it("begins an overlap with a sentence, or else a word", () => {
    const parts = plain(sentence.repeat(40), 128, 40);
    for (const part of parts.slice(1))
      expect(part.text.slice(0, part.bodyStart - part.start)).toMatch(/^The quick.*river\. $/);
    for (const part of plain("word ".repeat(400), 64, 16).slice(1)) {
      expect(part.text.slice(0, part.bodyStart - part.start)).toMatch(/^(?:word ){3,}$/);
    }
  });
});
