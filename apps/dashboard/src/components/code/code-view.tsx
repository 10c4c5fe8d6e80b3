import { useVirtualizer, useWindowVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { classes } from "../classes.ts";
import { useScrollMargin } from "../use-scroll-margin.ts";
import { CodeRows } from "./code-rows.tsx";
import { languagesOf, useColours } from "./colours.ts";
import { createMarker } from "./marks.ts";

/** Height of a line that is not broken, in pixels. */
const LINE = 18;
const PROSE_LINE = 22;
/** Lines beyond the edges that are there already. */
const OVERSCAN = 30;
/** Texts of up to so many lines are there whole, so that the browser finds and selects in them. */
const WHOLE_MAX_LINES = 400;

/** What a view of a text is made of. */
export interface CodeViewProps {
  readonly label: string;
  readonly text: string;
  readonly path?: string | null | undefined;
  readonly language?: string | undefined;
  readonly format?: string | undefined;
  /** Whether it is what people wrote rather than a file: shown in the letters of the page. */
  readonly prose?: boolean;
  /** What is marked in it. */
  readonly query?: string | undefined;
  /** First and last line to mark and to scroll to, from 1. */
  readonly lines?: readonly [number, number] | null | undefined;
}

/** A text of any length with line numbers, scrolling with the page. */
export function CodePage(props: CodeViewProps) {
  const list = useRef<HTMLOListElement>(null);
  const scrollMargin = useScrollMargin(list);
  const code = useCode(props);
  const virtualizer = useWindowVirtualizer({ ...optionsOf(code.count, props.prose), scrollMargin });
  return <CodeRows {...props} {...code} list={list} virtualizer={virtualizer} scrollMargin={scrollMargin} />;
}

/** A text of any length with line numbers, scrolling in a box of its own. */
export function CodeBox({ className, ...props }: CodeViewProps & { readonly className?: string }) {
  const box = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const code = useCode(props);
  const virtualizer = useVirtualizer({ ...optionsOf(code.count, props.prose), getScrollElement: () => box.current });
  return (
    <section
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard has to be able to scroll it
      tabIndex={0}
      aria-label={props.label}
      className={classes("overflow-y-auto -outline-offset-2", className)}
    >
      <CodeRows {...props} {...code} list={list} virtualizer={virtualizer} scrollMargin={0} />
    </section>
  );
}

function optionsOf(count: number, prose = false) {
  return {
    count,
    estimateSize: () => (prose ? PROSE_LINE : LINE),
    overscan: count <= WHOLE_MAX_LINES ? count : OVERSCAN,
  };
}

function useCode({ text, path, language, format, query = "" }: CodeViewProps) {
  const all = useMemo(() => text.replace(/\r?\n$/, "").split(/\r?\n/), [text]);
  const unified = useMemo(() => (text.includes("\r") ? text.replaceAll("\r\n", "\n") : text), [text]);
  const colours = useColours(unified, languagesOf(path, language, format));
  const marker = useMemo(() => createMarker(query), [query]);
  return { all, count: all.length, colours, marker };
}
