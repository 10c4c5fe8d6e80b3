import { isLetter, isLower } from "../characters.ts";
import type { Limits } from "../options.ts";
import type { TokenMeter } from "../tokens/meter.ts";
import { type AtomTable, seal, takeAtomTable } from "./atom-table.ts";
import { createBlockWriter } from "./block-writer.ts";
import { createLineReader, firstWord } from "./line-reader.ts";
import { RANK } from "./ranks.ts";
import { endsSentence } from "./sentences.ts";

/** A line that begins with a capital may still continue the sentence of the line before when that is as long as this. */
const SHORTEST_WRAPPED_LINE = 50;
const LINE_FEED = 0x0a;

/**
 * Cuts plain text into atoms: paragraphs, which blank lines divide, and where one is large, its lines and sentences. A line
 * that does not continue a sentence is a place to cut of its own.
 */
export function textAtoms(input: string, meter: TokenMeter, limits: Limits): AtomTable {
  const table = takeAtomTable();
  const writer = createBlockWriter(table, input, limits);
  const line = createLineReader(input);
  let rank: number = RANK.GLUE;
  let number = 1;

  for (let start = 0; start < input.length; ) {
    const end = paragraphEnd(input, start);
    const tokens = meter.measureLines(start, end);
    const lines = meter.lines;
    if (tokens <= limits.spanTokens) {
      writer.whole(start, tokens, number, rank);
    } else {
      line.seek(start, number);
      appendLines(end, rank);
    }
    number += lines;
    rank = input.charCodeAt(end - 3) === LINE_FEED ? RANK.SECTION : RANK.PARAGRAPH;
    start = end;
  }
  return seal(table, input.length, number);

  function appendLines(end: number, firstRank: number): void {
    let nextRank = firstRank;
    let previousLength = 0;
    let blankLines = -1;
    while (line.end < end) {
      line.next();
      const tokens = meter.measureLines(line.start, line.end);
      if (firstWord(input, line) === line.contentEnd) {
        writer.single(line, tokens, RANK.BLANK);
        blankLines += 1;
        continue;
      }
      if (blankLines === 0) nextRank = rankAfterLine(input, line.start, previousLength);
      else if (blankLines > 0) nextRank = blankLines > 1 ? RANK.SECTION : RANK.PARAGRAPH;
      writer.prose(line, tokens, nextRank);
      previousLength = line.contentEnd - line.start;
      blankLines = 0;
    }
    writer.close();
  }
}

/** Where the next paragraph begins: after two line feeds or more. Others' blank lines are found when it turns out large. */
function paragraphEnd(input: string, start: number): number {
  const gap = input.indexOf("\n\n", start);
  if (gap < 0) return input.length;
  let end = gap + 2;
  while (input.charCodeAt(end) === LINE_FEED) end += 1;
  return end;
}

/** How strong the boundary is before a line that directly follows another. */
function rankAfterLine(input: string, start: number, previousLength: number): number {
  const first = input.charCodeAt(start);
  const mayContinue = isLower(first) || (isLetter(first) && previousLength >= SHORTEST_WRAPPED_LINE);
  if (!mayContinue) return RANK.LINE;
  return endsSentence(input, start) ? RANK.SENTENCE : RANK.WRAPPED_LINE;
}
