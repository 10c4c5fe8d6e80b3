import type { Limits } from "../options.ts";
import type { TokenMeter } from "../tokens/meter.ts";
import { type AtomTable, rankOf, seal, takeAtomTable } from "./atom-table.ts";
import { createBlockWriter } from "./block-writer.ts";
import { createLineReader, firstWord, lineAtEnd } from "./line-reader.ts";
import { readLogLine } from "./log-line.ts";
import { titleOf } from "./markdown-line.ts";
import { RANK } from "./ranks.ts";

/** How many lines before and after an error stay with it, where a chunk has room. */
const LINES_AROUND_ERROR = 3;

/** Ranks of logs, beside the shared ones. */
const LOG_RANK = {
  STEP: 0,
  AFTER_BLANK: RANK.PARAGRAPH,
  ENTRY: 20,
  LINE: RANK.LINE,
  /** Near an error. */
  NEAR_ERROR: 60,
  /** Within an entry: the lines of a stack trace, of a message of several lines. */
  WITHIN: 80,
} as const;

/**
 * Cuts the log of an application or a build into atoms, which are lines: by steps and groups first, then by entries, which
 * begin with a time where the log has times. Stack traces stay together, and so do an error and the lines around it.
 * Steps name what is below them.
 */
export function logAtoms(input: string, meter: TokenMeter, limits: Limits): AtomTable {
  const table = takeAtomTable();
  const writer = createBlockWriter(table, input, limits);
  const line = createLineReader(input);
  // Once a line had a time, one without goes on with the entry before it.
  let hasTimes = false;
  let afterBlank = true;
  let linesSinceError = LINES_AROUND_ERROR + 1;

  while (line.next()) {
    const tokens = meter.measureLines(line.start, line.end);
    if (firstWord(input, line) === line.contentEnd) {
      writer.single(line, tokens, RANK.BLANK);
      afterBlank = true;
      continue;
    }
    const { isTimed, continues, step, isError } = readLogLine(input, line.start, line.contentEnd);
    hasTimes ||= isTimed;
    const atom = table.count;
    let rank: number = isTimed ? LOG_RANK.ENTRY : LOG_RANK.LINE;
    if (step !== "") rank = LOG_RANK.STEP;
    else if (continues || (hasTimes && !isTimed && !afterBlank)) rank = LOG_RANK.WITHIN;
    else if (isError || linesSinceError < LINES_AROUND_ERROR) rank = LOG_RANK.NEAR_ERROR;
    else if (afterBlank) rank = LOG_RANK.AFTER_BLANK;
    writer.single(line, tokens, rank);
    if (step !== "") table.headings.push({ atom, level: 1, title: titleOf(step) });
    if (isError && step === "") holdBefore(atom);
    // A stack trace belongs to its error, however long it is: the lines after it count from its end.
    linesSinceError = isError ? 0 : rank === LOG_RANK.WITHIN ? linesSinceError : linesSinceError + 1;
    afterBlank = false;
  }
  writer.close();
  return seal(table, input.length, lineAtEnd(input, line));

  /** Makes the boundaries between the lines before an error weaker; a step's stays. */
  function holdBefore(error: number): void {
    for (let atom = error - 1; atom > error - LINES_AROUND_ERROR && atom > 0; atom -= 1) {
      const rank = rankOf(table, atom);
      if (rank === LOG_RANK.STEP) return;
      if (rank === LOG_RANK.ENTRY || rank === LOG_RANK.LINE || rank === LOG_RANK.AFTER_BLANK) {
        table.ranks[atom] = LOG_RANK.NEAR_ERROR;
      }
    }
  }
}
