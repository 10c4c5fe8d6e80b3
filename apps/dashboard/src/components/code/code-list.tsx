import type { ReactNode, Ref } from "react";
import { classes } from "../classes.ts";

/** The list that the lines of a text stand in. */
export function CodeList({
  label,
  count,
  prose,
  height,
  ref,
  children,
}: {
  readonly label: string;
  /** How many lines the whole text has. */
  readonly count: number;
  readonly prose: boolean;
  /** In pixels, where only some of the lines are there; undefined where all are. */
  readonly height?: number;
  readonly ref?: Ref<HTMLOListElement>;
  readonly children: ReactNode;
}) {
  const gutter = `${Math.max(3, String(count).length) + 2.5}ch`;
  return (
    <ol
      ref={ref}
      aria-label={label}
      className={classes(
        "relative [tab-size:4]",
        prose ? "text-sm leading-[22px]" : "font-mono text-[12.5px] leading-[18px] [font-variant-ligatures:none]",
      )}
      style={{ height, "--gutter": gutter } as never}
    >
      {children}
    </ol>
  );
}
