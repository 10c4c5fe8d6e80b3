import type { Step } from "../figures/steps.ts";
import { Swatch } from "./legend.tsx";
import type { Series } from "./series.ts";

/** The figures of the step that is pointed at, also for who walks there with the keys. */
export function StepTooltip({
  step: { label, metrics },
  series,
  format,
}: {
  readonly step: Step;
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
}) {
  return (
    <div
      role="status"
      className="min-w-40 rounded-lg border border-line bg-raised px-3 py-2 text-xs text-ink-2 shadow-popup"
    >
      <p className="mb-1 font-medium text-ink">{label}</p>
      {metrics === null ? (
        <p>Nothing is known: nothing ran.</p>
      ) : (
        <dl className="space-y-0.5">
          {series.map(({ name, colour, value }) => {
            const known = value(metrics);
            return (
              <div key={name} className="flex items-center gap-1.5">
                <Swatch colour={colour ?? "--line-strong"} />
                <dt className="flex-1 pr-4">{name}</dt>
                <dd className="font-medium text-ink tabular">{known === null ? "–" : format(known)}</dd>
              </div>
            );
          })}
        </dl>
      )}
    </div>
  );
}
