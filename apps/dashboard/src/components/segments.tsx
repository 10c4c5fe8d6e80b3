import { Link, type LinkProps } from "@tanstack/react-router";
import { classes } from "./classes.ts";

/** One of a few views of a page, which the address holds. */
export type Segment = Pick<LinkProps, "to" | "search" | "params"> & {
  readonly name: string;
  readonly count?: number | undefined;
  readonly chosen: boolean;
};

/** Chooses among a few views of the same page. */
export function Segments({ label, segments }: { readonly label: string; readonly segments: readonly Segment[] }) {
  return (
    <nav aria-label={label} className="max-w-full overflow-x-auto">
      <ul className="flex w-max gap-0.5 rounded-lg border border-line bg-sunken p-0.5">
        {segments.map(({ name, count, chosen, ...link }) => (
          <li key={name}>
            <Link
              {...link}
              replace
              resetScroll={false}
              activeOptions={{ exact: true }}
              aria-current={chosen ? "true" : undefined}
              className={classes(
                "flex min-h-7.5 items-center gap-1.5 rounded-md px-2.5 text-[13px] font-medium whitespace-nowrap transition-colors",
                chosen ? "bg-surface text-ink shadow-card" : "text-ink-2 hover:text-ink",
              )}
            >
              {name}
              {count !== undefined && <span className="text-xs text-ink-3 tabular">{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
