import { useVirtualizer, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useRef } from "react";
import { classes } from "../classes.ts";
import { useScrollMargin } from "../use-scroll-margin.ts";
import { type CodeLines, type CodeViewProps, useCode } from "./use-code.ts";
import { WholeCode } from "./whole-code.tsx";
import { WindowedCode, windowOf } from "./windowed-code.tsx";

/** Texts of up to so many lines are there whole, so that the browser finds and selects in them. */
const WHOLE_MAX_LINES = 400;

/** A text of any length with line numbers, scrolling with the page. */
export function CodePage(props: CodeViewProps) {
  const code = useCode(props);
  return code.all.length <= WHOLE_MAX_LINES ? (
    <WholeCode code={code} onLine={(row) => row.scrollIntoView({ block: "center" })} />
  ) : (
    <LongPage code={code} />
  );
}

function LongPage({ code }: { readonly code: CodeLines }) {
  const list = useRef<HTMLOListElement>(null);
  const scrollMargin = useScrollMargin(list);
  const virtualizer = useWindowVirtualizer({ ...windowOf(code), scrollMargin });
  return <WindowedCode code={code} list={list} virtualizer={virtualizer} scrollMargin={scrollMargin} />;
}

/** A text of any length with line numbers, scrolling in a box of its own. */
export function CodeBox({ className, ...props }: CodeViewProps & { readonly className?: string }) {
  const box = useRef<HTMLElement>(null);
  const code = useCode(props);
  // Not by `scrollIntoView`, which would scroll the page as well.
  const center = (row: HTMLElement) => {
    const height = box.current?.clientHeight ?? 0;
    box.current?.scrollTo({ top: row.offsetTop - (height - row.offsetHeight) / 2 });
  };
  return (
    <section
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard has to be able to scroll it
      tabIndex={0}
      aria-label={props.label}
      className={classes("overflow-y-auto -outline-offset-2", className)}
    >
      {code.all.length <= WHOLE_MAX_LINES ? (
        <WholeCode code={code} onLine={center} />
      ) : (
        <LongBox code={code} box={box} />
      )}
    </section>
  );
}

function LongBox({ code, box }: { readonly code: CodeLines; readonly box: RefObject<HTMLElement | null> }) {
  const list = useRef<HTMLOListElement>(null);
  const virtualizer = useVirtualizer({ ...windowOf(code), getScrollElement: () => box.current });
  return <WindowedCode code={code} list={list} virtualizer={virtualizer} scrollMargin={0} />;
}
