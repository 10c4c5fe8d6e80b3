import { classes } from "../../../components/classes.ts";
import type { Step } from "../figures/steps.ts";
import { type Series, totalOf } from "./series.ts";

/** What the colours of a chart stand for, with what each comes to. */
export function Legend({
  steps,
  series,
  format,
}: {
  readonly steps: readonly Step[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
}) {
  return (
    <ul className="mt-2 flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2">
      {series.map((one) => {
        const total = totalOf(one, steps);
        if (one.colour === null && total === 0) return null;
        return (
          <li key={one.name} className="flex items-center gap-1.5">
            <Swatch colour={one.colour} />
            {one.name} <span className="font-medium text-ink tabular">{format(total)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** The colour of a figure; nothing where it is not drawn. */
export function Swatch({ colour, className }: { readonly colour: string | null; readonly className?: string }) {
  if (colour === null) return null;
  return (
    <span
      aria-hidden="true"
      className={classes("size-2 shrink-0 rounded-full", className)}
      style={{ background: `var(${colour})` }}
    />
  );
}
