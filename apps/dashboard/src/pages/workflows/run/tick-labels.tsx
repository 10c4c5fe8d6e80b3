import { type TimeAxis, ticksOf, tickWords } from "./time-axis.ts";

/** Name and time beside the bar; on narrow screens the bar is below. */
export const waterfallColumns =
  "grid items-center gap-x-4 gap-y-1 px-3 sm:px-4 md:grid-cols-[minmax(11rem,19rem)_minmax(0,1fr)]";

/** Most lines on the axis for their labels to fit. */
const MOST = 7;

/** The labels of the axis: how long after the run was queued. */
export function TickLabels({ axis }: { readonly axis: TimeAxis }) {
  return (
    <div aria-hidden="true" className="relative h-4 text-[11px] font-normal text-ink-3 tabular max-md:hidden">
      {ticksOf(axis, MOST).map(({ at, milliseconds }) =>
        // What would stand over the edge is left out.
        at > 0.95 ? null : (
          <span
            key={milliseconds}
            className="absolute bottom-0 border-l border-line-strong pl-1 whitespace-nowrap"
            style={{ left: `${at * 100}%` }}
          >
            {tickWords(milliseconds)}
          </span>
        ),
      )}
    </div>
  );
}

/** The lines of the axis, behind all bars. */
export function TickLines({ axis }: { readonly axis: TimeAxis }) {
  return (
    <div aria-hidden="true" className={`${waterfallColumns} absolute inset-0 max-md:hidden`}>
      <span />
      <div className="relative h-full">
        {ticksOf(axis, MOST).map(({ at, milliseconds }) => (
          <span key={milliseconds} className="absolute inset-y-0 w-px bg-line/70" style={{ left: `${at * 100}%` }} />
        ))}
      </div>
    </div>
  );
}
