import { memo, type Ref } from "react";
import { classes } from "../classes.ts";
import { CodeLine } from "./code-line.tsx";
import type { Colours } from "./colour-kinds.ts";
import type { Marker } from "./marks.ts";

/** Height of a line that is not broken, in pixels: of code, and of what people wrote. */
export const LINE_PIXELS = { code: 18, prose: 22 } as const;

/** A line of a text with its number, below the one before or at a place of its own. */
export const CodeRow = memo(function CodeRow({
  text,
  number,
  colours,
  marker,
  prose,
  there,
  first,
  top,
  ref,
}: {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  readonly colours: Colours | null;
  readonly marker: Marker;
  readonly prose: boolean;
  /** Whether it is among the lines that somebody was led to, and whether it is the first of them. */
  readonly there: boolean;
  readonly first: boolean;
  /** Where it stands in the list, in pixels; undefined for below the one before. */
  readonly top?: number;
  readonly ref?: Ref<HTMLLIElement>;
}) {
  const Text = prose ? "span" : "code";
  return (
    <li
      ref={ref}
      value={number}
      data-index={number - 1}
      aria-current={first ? "location" : undefined}
      className={classes(
        // The number is made by the style: it is not copied with the text, and costs no element a line.
        "flex border-l-2 pr-3 before:w-(--gutter) before:shrink-0 before:pr-4 before:text-right before:tabular before:content-[attr(value)_/_'']",
        there ? "border-accent bg-accent-soft/60 before:text-accent" : "border-transparent before:text-ink-3",
        top !== undefined
          ? "absolute inset-x-0 top-0"
          : classes(
              "[content-visibility:auto]",
              prose ? "[contain-intrinsic-height:auto_22px]" : "[contain-intrinsic-height:auto_18px]",
            ),
      )}
      style={top === undefined ? undefined : { transform: `translateY(${top}px)` }}
    >
      <Text
        className={classes(
          "min-w-0 flex-1 [overflow-wrap:anywhere] whitespace-pre-wrap",
          prose ? "min-h-[22px]" : "min-h-[18px]",
        )}
      >
        <CodeLine text={text} index={number - 1} colours={colours} marker={marker} />
      </Text>
    </li>
  );
});
