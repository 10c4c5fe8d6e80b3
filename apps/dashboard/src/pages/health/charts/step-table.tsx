import { Table } from "../../../components/table.tsx";
import type { Step } from "../figures/steps.ts";
import type { Series } from "./series.ts";

/** The figures of a chart, the newest first. */
export function StepTable({
  label,
  steps,
  series,
  format,
}: {
  readonly label: string;
  readonly steps: readonly Step[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
}) {
  return (
    <div className="[&_td]:px-2.5 [&_td]:py-1.5 [&_th]:px-2.5 [&_table]:text-[13px] [&>section]:h-62 [&>section]:overflow-y-auto">
      <Table
        label={`${label}, in figures`}
        rows={steps.toReversed()}
        keyOf={({ start }) => start.toISOString()}
        columns={[
          { name: "When", cell: (step: Step) => <span className="whitespace-nowrap">{step.label}</span> },
          ...series.map(({ name, value }) => ({
            name,
            align: "end" as const,
            cell: ({ metrics }: Step) => {
              const known = metrics && value(metrics);
              return known === null ? <span title="Nothing is known: nothing ran">–</span> : format(known);
            },
          })),
        ]}
      />
    </div>
  );
}
