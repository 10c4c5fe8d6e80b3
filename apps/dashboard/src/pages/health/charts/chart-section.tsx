import { ChartColumn, Table2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { formatCount } from "../../../components/format.ts";
import { Skeleton } from "../../../components/states.tsx";
import { loadPart } from "../../../load-part.ts";
import type { Step } from "../figures/steps.ts";
import { Legend } from "./legend.tsx";
import type { Series } from "./series.ts";
import { StepTable } from "./step-table.tsx";

// The chart library comes when a chart is about to show, and not with the page.
const StepChart = lazy(async () => ({ default: (await loadPart(() => import("./step-chart.tsx"))).StepChart }));

/** Figures over time as a chart or as a table, with a sentence that says what they come to. */
export function ChartSection({
  title,
  summary,
  empty,
  steps,
  series,
  shape = "bars",
  format = formatCount,
}: {
  readonly title: string;
  readonly summary: ReactNode;
  /** Said where there is nothing to draw. */
  readonly empty: string;
  readonly steps: readonly Step[];
  readonly series: readonly Series[];
  readonly shape?: "bars" | "line";
  readonly format?: (value: number) => string;
}) {
  const [asTable, setAsTable] = useState(false);
  const [other, Icon] = asTable ? (["Chart", ChartColumn] as const) : (["Table", Table2] as const);
  const isEmpty = !steps.some(({ metrics }) => metrics && series.some(({ value }) => (value(metrics) ?? 0) > 0));
  return (
    <Section
      title={title}
      description={isEmpty ? undefined : summary}
      actions={
        !isEmpty && (
          <Button
            size="small"
            look="quiet"
            icon={<Icon aria-hidden="true" className="size-3.5" />}
            aria-label={`${other}: ${title}`}
            onClick={() => setAsTable(!asTable)}
          >
            {other}
          </Button>
        )
      }
      flush={asTable && !isEmpty}
    >
      {isEmpty && <p className="flex h-56 items-center justify-center text-center text-sm text-ink-3">{empty}</p>}
      {!isEmpty && asTable && <StepTable label={title} steps={steps} series={series} format={format} />}
      {!isEmpty && !asTable && (
        <>
          <Suspense fallback={<Skeleton className={shape === "bars" ? "h-48" : "h-56"} />}>
            <StepChart title={title} steps={steps} series={series} shape={shape} format={format} />
          </Suspense>
          {shape === "bars" && <Legend steps={steps} series={series} format={format} />}
        </>
      )}
    </Section>
  );
}
