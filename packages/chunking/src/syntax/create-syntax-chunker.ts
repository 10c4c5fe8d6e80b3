import { releaseAtomTable } from "../atoms/atom-table.ts";
import { codeAtoms } from "../atoms/code-atoms.ts";
import { chunk } from "../chunk.ts";
import { type Limits, resolveOptions } from "../options.ts";
import { createTokenMeter } from "../tokens/meter.ts";
import type { ChunkOptions } from "../types.ts";
import { type Grammar, loadGrammar } from "./grammars.ts";
import type { SyntaxLanguage } from "./language.ts";
import { languageOfPath } from "./languages.ts";
import { hasLongLines } from "./long-lines.ts";
import { markSyntax } from "./mark-syntax.ts";
import { packSyntax } from "./pack-syntax.ts";
import { parse } from "./parse.ts";
import type { SyntaxChunkerOptions, SyntaxChunks, SyntaxFallback } from "./types.ts";

const MOST_UNITS = 262_144;
const MOST_PARSE_MS = 2_000;
/** After so many failures a grammar is not tried again. */
const MOST_FAILURES = 2;

/** Chunks code by its syntax, and everything else as `chunk` does. */
export interface SyntaxChunker {
  /**
   * As `chunk`; code whose path names a language with a grammar is cut between functions, methods and statements. The
   * first input of a language loads its grammar. Rejects with a RangeError for an option out of range and never for what
   * the input holds: what cannot be cut by its syntax is cut by the block chunker, and the result says why.
   */
  chunk(input: string, options?: ChunkOptions): Promise<SyntaxChunks>;
}

/** A grammar, loaded or to be loaded again, and how it has behaved so far. */
interface Entry {
  grammar: Promise<Grammar | undefined> | undefined;
  failures: number;
}

/** Makes a chunker; grammars are loaded once each, when they are needed. */
export function createSyntaxChunker(options: SyntaxChunkerOptions = {}): SyntaxChunker {
  const { maxUnits = MOST_UNITS, maxParseMs = MOST_PARSE_MS } = options;
  requirePositive("maxUnits", maxUnits);
  requirePositive("maxParseMs", maxParseMs);
  const entries = new Map<SyntaxLanguage, Entry>();

  return {
    async chunk(input, chunkOptions = {}) {
      const { kind, limits } = resolveOptions(chunkOptions);
      if (typeof input !== "string") throw new TypeError(`The input of chunk() must be a string, got ${typeof input}.`);
      if (kind !== "code" || input === "") return { chunks: byBlocks(input, chunkOptions), imports: [] };
      const found = await bySyntax(input, chunkOptions.path, limits);
      if (typeof found !== "string") return found;
      return { chunks: byBlocks(input, chunkOptions), imports: [], fallback: found };
    },
  };

  async function bySyntax(
    input: string,
    path: string | undefined,
    limits: Limits,
  ): Promise<SyntaxChunks | SyntaxFallback> {
    const language = path === undefined ? undefined : languageOfPath(path);
    if (!language) return "no-grammar";
    if (input.length > maxUnits) return "too-large";
    if (hasLongLines(input)) return "long-lines";
    const entry = entryOf(language);
    const grammar = await grammarOf(entry, language);
    if (!grammar) return "grammar-failed";
    try {
      return withGrammar(grammar, input, limits, maxParseMs);
    } catch {
      // It broke off in the middle, and may have left anything behind.
      grammar.runtime.isBroken = true;
      entry.failures += 1;
      return "grammar-failed";
    }
  }

  function entryOf(language: SyntaxLanguage): Entry {
    const entry = entries.get(language) ?? { grammar: undefined, failures: 0 };
    entries.set(language, entry);
    return entry;
  }
}

/** Loads a grammar at the first call, and again when the runtime it is part of has broken. */
async function grammarOf(entry: Entry, language: SyntaxLanguage): Promise<Grammar | undefined> {
  if (entry.failures >= MOST_FAILURES) return undefined;
  entry.grammar ??= loadGrammar(language).catch(() => undefined);
  const waited = entry.grammar;
  const grammar = await waited;
  if (!grammar?.runtime.isBroken) return grammar;
  if (entry.grammar === waited) entry.grammar = undefined;
  return grammarOf(entry, language);
}

function withGrammar(
  grammar: Grammar,
  input: string,
  limits: Limits,
  maxParseMs: number,
): SyntaxChunks | SyntaxFallback {
  const tree = parse(grammar, input, maxParseMs);
  if (typeof tree === "string") return tree;
  try {
    if (tree.rootNode.isError) return "syntax-errors";
    const meter = createTokenMeter(input);
    const table = codeAtoms(input, meter, limits);
    const marks = markSyntax(tree, grammar, table, input, limits.maxTokens - limits.overlapTokens);
    const isBroken = marks.errorUnits * 2 > input.length;
    const chunks = isBroken ? [] : packSyntax(table, marks, input, meter, limits);
    releaseAtomTable(table);
    if (isBroken) return "syntax-errors";
    return { chunks, language: grammar.language.name, imports: [...marks.imports] };
  } finally {
    tree.delete();
  }
}

function byBlocks(input: string, options: ChunkOptions): SyntaxChunks["chunks"] {
  return chunk(input, options).map((part) => ({ ...part, symbolPath: part.symbol === undefined ? [] : [part.symbol] }));
}

function requirePositive(name: string, value: number): void {
  if (!(value > 0)) throw new RangeError(`${name} must be a positive number, got ${value}.`);
}
