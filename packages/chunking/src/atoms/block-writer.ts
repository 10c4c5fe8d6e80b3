import type { Limits } from "../options.ts";
import { type AtomTable, appendAtom, lineOf, rankOf, startOf, tokensFrom, truncateAtoms } from "./atom-table.ts";
import type { LineReader } from "./line-reader.ts";
import { RANK } from "./ranks.ts";
import { splitSpan } from "./split-span.ts";

/** Adds lines to a table and splits what is too large for one atom: a run of prose by sentences, a lone line by words. */
interface BlockWriter {
  /** Adds an atom that is known to be small enough, whatever it is. */
  whole(start: number, tokens: number, line: number, rank: number): void;
  /** Adds a line of prose; one whose rank says that it continues the line before is split together with it. */
  prose(line: LineReader, tokens: number, rank: number): void;
  /** Adds a line that is never split together with others. */
  single(line: Pick<LineReader, "start" | "end" | "number">, tokens: number, rank: number): void;
  /** Ends the current run of prose. To be called once more after the last line. */
  close(): void;
}

/** Makes a writer onto a table. */
export function createBlockWriter(table: AtomTable, input: string, limits: Limits): BlockWriter {
  let block = 0;
  let blockEnd = 0;

  const close = (): void => {
    if (tokensFrom(table, block) > limits.spanTokens) {
      const start = startOf(table, block);
      const span = { start, end: blockEnd, line: lineOf(table, block), rank: rankOf(table, block), prose: true };
      truncateAtoms(table, block);
      splitSpan(table, input, span, limits.partTokens);
    }
    block = table.count;
  };

  return {
    whole(start, tokens, line, rank) {
      close();
      appendAtom(table, start, tokens, line, rank);
      block = table.count;
    },
    prose(line, tokens, rank) {
      if (rank < RANK.SENTENCE || rank >= RANK.BLANK) close();
      appendAtom(table, line.start, tokens, line.number, rank);
      blockEnd = line.end;
    },
    single(line, tokens, rank) {
      close();
      if (tokens <= limits.spanTokens) {
        appendAtom(table, line.start, tokens, line.number, rank);
      } else {
        const span = { start: line.start, end: line.end, line: line.number, rank, prose: false };
        splitSpan(table, input, span, limits.partTokens);
      }
      block = table.count;
    },
    close,
  };
}
