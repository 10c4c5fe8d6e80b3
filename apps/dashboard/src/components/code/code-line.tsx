import { memo } from "react";
import { type Colours, kindClasses } from "./colour-kinds.ts";
import type { Marker } from "./marks.ts";
import { piecesOf } from "./pieces.ts";

/** Longest part of a line that is shown: longer ones are data that nobody reads and that a browser takes seconds to lay out. */
const SHOWN_MAX_LENGTH = 4_000;

/** The text of a line, coloured and with what was searched for marked. */
export const CodeLine = memo(function CodeLine({
  text,
  index,
  colours,
  marker,
}: {
  readonly text: string;
  /** Which line of the coloured text it is, from 0. */
  readonly index: number;
  readonly colours: Colours | null;
  readonly marker: Marker;
}) {
  const shown = text.slice(0, SHOWN_MAX_LENGTH);
  const hidden = text.length - shown.length;
  return (
    <>
      {piecesOf(shown, index, colours, marker(shown)).map(({ from, text: piece, kind, marked }) =>
        marked ? (
          <mark key={from} className="text-ink">
            {piece}
          </mark>
        ) : kind === 0 ? (
          piece
        ) : (
          <span key={from} className={kindClasses[kind]}>
            {piece}
          </span>
        ),
      )}
      {hidden > 0 && <span className="text-ink-3"> … {hidden.toLocaleString("en")} more characters in this line</span>}
    </>
  );
});
