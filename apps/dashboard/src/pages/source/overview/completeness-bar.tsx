import type { Completeness } from "../../../api/source.ts";
import { formatCount } from "../../../components/format.ts";

/** The documents of a source by where they are, as one bar with its legend. */
export function CompletenessBar({ completeness: { totals, reasons } }: { readonly completeness: Completeness }) {
  const unrecorded = reasons.filter(({ status }) => status === "unrecorded").reduce((sum, { count }) => sum + count, 0);
  const parts = [
    { name: "searchable", count: totals.searchable, colour: "bg-series-1" },
    { name: "waiting", count: totals.pending, colour: "bg-series-2" },
    { name: "failed", count: totals.failed, colour: "bg-bad" },
    { name: "skipped", count: totals.skipped, colour: "bg-series-5" },
    { name: "not recorded", count: unrecorded, colour: "bg-line-strong" },
  ].filter(({ count, name }) => count > 0 || name === "searchable");
  return (
    <div>
      <div aria-hidden="true" className="flex h-2.5 gap-0.5 overflow-hidden rounded-full bg-sunken">
        {parts.map(({ name, count, colour }) =>
          // A share too small to see is still there.
          count > 0 ? (
            <div key={name} className={`min-w-1 ${colour}`} style={{ flexGrow: count, flexBasis: 0 }} />
          ) : null,
        )}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-[13px] text-ink-2">
        {parts.map(({ name, count, colour }) => (
          <li key={name} className="flex items-center gap-1.5">
            <span aria-hidden="true" className={`size-2.5 rounded-sm ${colour}`} />
            <span className="font-medium text-ink tabular">{formatCount(count)}</span> {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
