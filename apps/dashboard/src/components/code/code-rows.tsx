import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect } from "react";
import { classes } from "../classes.ts";
import { CodeLine } from "./code-line.tsx";
import type { CodeViewProps } from "./code-view.tsx";
import type { Colours } from "./colour-kinds.ts";
import type { Marker } from "./marks.ts";

/** The lines of a text that are in sight, each with its number. */
export function CodeRows<Scroller extends Element | Window>({
  label,
  all,
  colours,
  marker,
  lines,
  prose = false,
  list,
  virtualizer,
  scrollMargin,
}: Pick<CodeViewProps, "label" | "lines" | "prose"> & {
  readonly all: readonly string[];
  readonly colours: Colours | null;
  readonly marker: Marker;
  readonly list: RefObject<HTMLOListElement | null>;
  readonly virtualizer: Virtualizer<Scroller, Element>;
  readonly scrollMargin: number;
}) {
  const [first, last] = lines ?? [0, 0];
  const Text = prose ? "span" : "code";
  // Again for another place or another text only, not when somebody scrolls.
  useEffect(() => {
    // Where the text begins has been measured by then.
    const frame = requestAnimationFrame(() => {
      if (first > 0) virtualizer.scrollToIndex(Math.min(first, all.length) - 1, { align: "center" });
    });
    return () => cancelAnimationFrame(frame);
  }, [first, all]);
  return (
    <ol
      ref={list}
      aria-label={label}
      className={classes(
        "relative [tab-size:4]",
        prose ? "text-sm leading-[22px]" : "font-mono text-[12.5px] leading-[18px] [font-variant-ligatures:none]",
      )}
      style={
        { height: virtualizer.getTotalSize(), "--gutter": `${Math.max(3, String(all.length).length) + 2.5}ch` } as never
      }
    >
      {virtualizer.getVirtualItems().map(({ key, index, start }) => {
        const number = index + 1;
        const there = number >= first && number <= last;
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            value={number}
            aria-current={there && number === first ? "location" : undefined}
            className={classes(
              "absolute inset-x-0 top-0 flex border-l-2 pr-3",
              there ? "border-accent bg-accent-soft/60" : "border-transparent",
            )}
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
          >
            <span
              aria-hidden="true"
              className={classes(
                "w-(--gutter) shrink-0 pr-4 text-right select-none tabular",
                there ? "text-accent" : "text-ink-3",
              )}
            >
              {number}
            </span>
            <Text
              className={classes(
                "min-w-0 flex-1 [overflow-wrap:anywhere] whitespace-pre-wrap",
                prose ? "min-h-[22px]" : "min-h-[18px]",
              )}
            >
              <CodeLine text={all[index] ?? ""} index={index} colours={colours} marker={marker} />
            </Text>
          </li>
        );
      })}
    </ol>
  );
}
