import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** A column: its heading, and what a row shows in it. */
export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "end";
  /** Left out on narrow screens. */
  readonly optional?: boolean;
}

/** A short table (up to a hundred rows); what is longer is a `LongList`. */
export function Table<Row>({
  label,
  columns,
  rows,
  keyOf,
}: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}) {
  return (
    // Focusable, since a keyboard has to be able to scroll what is wider than the screen.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section aria-label={label} tabIndex={0} className="overflow-x-auto rounded-b-xl">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-b border-line text-left text-xs text-ink-3">
            {columns.map(({ name, align, optional }) => (
              <th
                key={name}
                scope="col"
                className={classes(cell, "font-medium", align && "text-right", optional && narrow)}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-b border-line last:border-0 hover:bg-sunken/60">
              {columns.map(({ name, cell: show, align, optional }) => (
                <td
                  key={name}
                  className={classes(cell, align && "text-right whitespace-nowrap tabular", optional && narrow)}
                >
                  {show(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const cell = "px-4 py-2.5 align-top first:sm:pl-5 last:sm:pr-5";
const narrow = "max-md:hidden";
