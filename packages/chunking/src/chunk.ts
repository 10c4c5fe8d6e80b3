import { type AtomTable, lineOf, rankOf, releaseAtomTable, startOf, tokensBetween } from "./atoms/atom-table.ts";
import { codeAtoms } from "./atoms/code-atoms.ts";
import { jsonAtoms } from "./atoms/json-atoms.ts";
import { logAtoms } from "./atoms/log-atoms.ts";
import { markdownAtoms } from "./atoms/markdown-atoms.ts";
import { LAST_MESSAGE_RANK } from "./atoms/messages.ts";
import { isExact, RANK } from "./atoms/ranks.ts";
import { tableAtoms } from "./atoms/table-atoms.ts";
import { textAtoms } from "./atoms/text-atoms.ts";
import { tomlAtoms } from "./atoms/toml-atoms.ts";
import { yamlAtoms } from "./atoms/yaml-atoms.ts";
import { isTerminator } from "./characters.ts";
import { isStructured, type Limits, resolveOptions } from "./options.ts";
import { chooseCut, NOTHING_WHOLE } from "./pack/choose-cut.ts";
import { findSymbol } from "./pack/find-symbol.ts";
import { createHeadingTrail } from "./pack/heading-path.ts";
import { createOverlapFinder, type Overlap } from "./pack/overlap.ts";
import { createHeaderFinder } from "./pack/table-header.ts";
import { estimateTokens } from "./tokens/estimate.ts";
import { createTokenMeter, type TokenMeter } from "./tokens/meter.ts";
import type { Chunk, ChunkKind, ChunkOptions } from "./types.ts";

/**
 * Splits an input into chunks of at most `maxTokens`, where its structure allows best, in time proportional to its length.
 * Their bodies, one after another, are the input; none is empty, and there are none for "". Input that is only white space
 * makes chunks like any other, and a long run of it can make one of its own. Throws a RangeError for an option out of range.
 */
export function chunk(input: string, options: ChunkOptions = {}): Chunk[] {
  const { kind, limits } = resolveOptions(options);
  if (typeof input !== "string") throw new TypeError(`The input of chunk() must be a string, got ${typeof input}.`);
  if (input === "") return [];
  const meter = createTokenMeter(input);
  const table = atomsOf(input, kind, meter, limits);
  const chunks = pack(table, input, kind, meter, limits);
  releaseAtomTable(table);
  return chunks;
}

function atomsOf(input: string, kind: ChunkKind, meter: TokenMeter, limits: Limits): AtomTable {
  switch (kind) {
    case "markdown":
    case "conversation":
      return markdownAtoms(input, meter, limits, kind === "conversation");
    case "code":
      return codeAtoms(input, meter, limits);
    case "json":
      return jsonAtoms(input, meter, limits);
    case "yaml":
      return yamlAtoms(input, meter, limits);
    case "toml":
      return tomlAtoms(input, meter, limits);
    case "log":
      return logAtoms(input, meter, limits);
    case "table":
      return tableAtoms(input, meter, limits);
    default:
      return textAtoms(input, meter, limits);
  }
}

function pack(table: AtomTable, input: string, kind: ChunkKind, meter: TokenMeter, limits: Limits): Chunk[] {
  const chunks: Chunk[] = [];
  const trail = createHeadingTrail(table);
  const isCode = kind === "code";
  const structured = isStructured(kind);
  const headerOf = createHeaderFinder(table, input);
  const findOverlap = createOverlapFinder(table, input, meter, limits.overlapTokens, structured);
  // Across a heading, or between two outermost blocks of code, repeating text would put it where it does not belong.
  const strongestOverlapped = structured ? 2 : RANK.PARAGRAPH;
  const wholeRank = kind === "conversation" ? LAST_MESSAGE_RANK : NOTHING_WHOLE;
  let previous = 0;

  for (let first = 0; first < table.count; ) {
    const bodyStart = startOf(table, first);
    let overlap: Overlap = { start: bodyStart, startLine: lineOf(table, first), tokens: 0, atom: first };
    if (first > 0 && limits.overlapTokens > 0 && rankOf(table, first) >= strongestOverlapped) {
      const earliest = Math.max(previous, trail.sectionStart);
      overlap = findOverlap(first, earliest);
    }
    const next = chooseCut(table, first, limits.maxTokens - overlap.tokens, limits, wholeRank);
    const end = startOf(table, next);
    const text = input.slice(overlap.start, end);
    const tokens = overlap.tokens + tokensBetween(table, first, next);
    const found: Chunk = {
      index: chunks.length,
      text,
      start: overlap.start,
      bodyStart,
      end,
      startLine: overlap.startLine,
      endLine: lineOf(table, next) - (isTerminator(input.charCodeAt(end - 1)) ? 1 : 0),
      tokens: cutsWords(table, overlap.atom, next) ? estimateTokens(text) : Math.max(1, tokens),
      headingPath: trail.pathOf(first, next),
    };
    const symbol = isCode ? findSymbol(table, input, first, next) : undefined;
    const header = headerOf(overlap.atom);
    chunks.push(
      symbol === undefined && header === undefined
        ? found
        : { ...found, ...(symbol !== undefined && { symbol }), ...(header !== undefined && { header }) },
    );
    previous = first;
    first = next;
  }
  return chunks;
}

/** Whether a boundary of these atoms, the last one's end included, is inside a word: then their tokens do not add up exactly. */
export function cutsWords(table: AtomTable, first: number, next: number): boolean {
  if (table.inexact) return true;
  for (let atom = first; atom <= next; atom += 1) if (!isExact(rankOf(table, atom))) return true;
  return false;
}
