import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect } from "react";
import { CodeList } from "./code-list.tsx";
import { CodeRow, LINE_PIXELS } from "./code-row.tsx";
import type { CodeLines } from "./use-code.ts";

/** Lines beyond the edges that are there already. */
const OVERSCAN = 20;

/** How the lines of a text are windowed, for a virtualizer. */
export function windowOf({ all, prose }: CodeLines) {
  const pixels = prose ? LINE_PIXELS.prose : LINE_PIXELS.code;
  return { count: all.length, estimateSize: () => pixels, overscan: OVERSCAN, useFlushSync: false };
}

/** The lines of a long text that are in sight. */
export function WindowedCode<Scroller extends Element | Window>({
  code,
  list,
  virtualizer,
  scrollMargin,
}: {
  readonly code: CodeLines;
  readonly list: RefObject<HTMLOListElement | null>;
  readonly virtualizer: Virtualizer<Scroller, Element>;
  readonly scrollMargin: number;
}) {
  const { label, all, colours, marker, prose, first, last } = code;
  // Again for another place or another text only, not when somebody scrolls.
  useEffect(() => {
    // Where the text begins has been measured by then.
    const frame = requestAnimationFrame(() => {
      if (first > 0) virtualizer.scrollToIndex(Math.min(first, all.length) - 1, { align: "center" });
    });
    return () => cancelAnimationFrame(frame);
  }, [first, all]);
  return (
    <CodeList ref={list} label={label} count={all.length} prose={prose} height={virtualizer.getTotalSize()}>
      {virtualizer.getVirtualItems().map(({ key, index, start }) => {
        const number = index + 1;
        return (
          <CodeRow
            key={key}
            ref={virtualizer.measureElement}
            top={start - scrollMargin}
            text={all[index] ?? ""}
            number={number}
            colours={colours}
            marker={marker}
            prose={prose}
            there={number >= first && number <= last}
            first={number === first}
          />
        );
      })}
    </CodeList>
  );
}
