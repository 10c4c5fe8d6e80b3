import type { Colours } from "./colour-kinds.ts";
import type { MarkRange } from "./marks.ts";

/** A part of a line that looks the same from its beginning to its end. */
export interface Piece {
  readonly from: number;
  readonly text: string;
  readonly kind: number;
  readonly marked: boolean;
}

/** Cuts a line where its colour or its mark changes. */
export function piecesOf(line: string, index: number, colours: Colours | null, marks: readonly MarkRange[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const coloured = (to: number, kind: number) => {
    while (at < to) {
      const mark = marks.find(([, end]) => end > at);
      const marked = mark !== undefined && mark[0] <= at;
      const end = mark === undefined ? to : Math.min(to, marked ? mark[1] : mark[0]);
      pieces.push({ from: at, text: line.slice(at, end), kind, marked });
      at = end;
    }
  };
  const last = colours?.starts[index + 1] ?? 0;
  for (let piece = colours?.starts[index] ?? 0; piece < last && at < line.length; piece++) {
    coloured(Math.min(line.length, at + (colours?.lengths[piece] ?? 0)), colours?.kinds[piece] ?? 0);
  }
  coloured(line.length, 0);
  return pieces;
}
