import { type AtomTable, lineOf, rankOf, startOf, tokensBetween } from "../atoms/atom-table.ts";
import { isTerminator } from "../characters.ts";
import { cutsWords } from "../chunk.ts";
import type { Limits } from "../options.ts";
import { chooseCut } from "../pack/choose-cut.ts";
import { createOverlapFinder, type Overlap } from "../pack/overlap.ts";
import { estimateTokens } from "../tokens/estimate.ts";
import type { TokenMeter } from "../tokens/meter.ts";
import type { SyntaxMarks } from "./mark-syntax.ts";
import { SYNTAX_RANK } from "./ranks.ts";
import { createSymbolTrail } from "./symbol-trail.ts";
import type { SyntaxChunk } from "./types.ts";

/** From here on what comes before may be repeated as overlap: not between the outermost parts of a file. */
const STRONGEST_OVERLAPPED = 2;

/** Forms the chunks of a table whose boundaries a tree has ranked. */
export function packSyntax(
  table: AtomTable,
  marks: SyntaxMarks,
  input: string,
  meter: TokenMeter,
  limits: Limits,
): SyntaxChunk[] {
  const chunks: SyntaxChunk[] = [];
  const symbolsOf = createSymbolTrail(marks.definitions);
  const findOverlap = createOverlapFinder(table, input, meter, limits.overlapTokens, true);
  let previous = 0;

  for (let first = 0; first < table.count; ) {
    const bodyStart = startOf(table, first);
    let overlap: Overlap = { start: bodyStart, startLine: lineOf(table, first), tokens: 0, atom: first };
    if (first > 0 && limits.overlapTokens > 0 && rankOf(table, first) >= STRONGEST_OVERLAPPED) {
      overlap = findOverlap(first, previous);
    }
    const next = chooseCut(table, first, limits.maxTokens - overlap.tokens, limits, SYNTAX_RANK.DIVIDES);
    const end = startOf(table, next);
    const text = input.slice(overlap.start, end);
    const tokens = overlap.tokens + tokensBetween(table, first, next);
    chunks.push({
      index: chunks.length,
      text,
      start: overlap.start,
      bodyStart,
      end,
      startLine: overlap.startLine,
      endLine: lineOf(table, next) - (isTerminator(input.charCodeAt(end - 1)) ? 1 : 0),
      tokens: cutsWords(table, overlap.atom, next) ? estimateTokens(text) : Math.max(1, tokens),
      headingPath: [],
      ...symbolsOf(bodyStart, end),
    });
    previous = first;
    first = next;
  }
  return chunks;
}
