import type { Tree } from "web-tree-sitter";
import type { Grammar } from "./grammars.ts";
import type { SyntaxFallback } from "./types.ts";

/**
 * The parser reports after every 100 of its steps. Source code of the languages here took a report for 40 to 400 code units;
 * what needs more than these is given up, wherever it runs.
 */
const REPORTS_FOR_ANY_INPUT = 2_000;
const UNITS_A_REPORT = 16;
/** A parse that makes the parsers' memory larger than this is given up: the largest inputs of dense code stay below half. */
const MOST_MEMORY_BYTES = 100_663_296;

/**
 * Parses an input, or says why not. The steps a parse may take are limited by the input's length, its time by `maxParseMs`,
 * and the memory of all parsers by a constant. The tree is to be deleted.
 */
export function parse(grammar: Grammar, input: string, maxParseMs: number): Tree | SyntaxFallback {
  const { parser, runtime } = grammar;
  const mostReports = REPORTS_FOR_ANY_INPUT + input.length / UNITS_A_REPORT;
  const mostMemory = Math.max(runtime.memory.buffer.byteLength, MOST_MEMORY_BYTES);
  const deadline = performance.now() + maxParseMs;
  let reports = 0;
  const progressCallback = (): boolean => {
    reports += 1;
    return reports > mostReports || performance.now() > deadline || runtime.memory.buffer.byteLength > mostMemory;
  };
  const tree = parser.parse(input, null, { progressCallback });
  if (tree) return tree;
  // It would go on with this input otherwise.
  parser.reset();
  return "too-complex";
}
