import type { Metrics } from "../../../api/metrics.ts";
import { useKindName } from "../../../api/source-kinds.ts";
import { formatDuration } from "../../../components/format.ts";
import type { Step } from "../figures/steps.ts";
import * as summaries from "../figures/summaries.ts";
import { meanSearchMs } from "../figures/totals.ts";
import { ChartSection } from "./chart-section.tsx";
import {
  callSeries,
  documentSeries,
  type Series,
  searchableSeries,
  searchSeries,
  syncSeries,
  textSeries,
  webhookSeries,
} from "./series.ts";

const timeSeries: readonly Series[] = [{ name: "Mean time", colour: "--series-2", value: meanSearchMs }];

/** Everything that is counted by the hour, as charts. */
export function Charts({
  steps,
  total,
  words,
}: {
  readonly steps: readonly Step[];
  readonly total: Metrics;
  readonly words: string;
}) {
  const kindName = useKindName();
  const kinds = Object.keys(total.apiCalls);
  return (
    <section aria-label="Charts" className="grid gap-4 lg:grid-cols-2">
      <p className="-mt-1 -mb-1.5 text-[13px] text-ink-3 lg:col-span-2">
        What is not over yet is drawn lighter, and as a ring at the end of a line. The arrow keys walk over a chart.
      </p>
      <ChartSection
        title="Syncs"
        summary={summaries.syncSummary(total)}
        empty={`No sync ended ${words}.`}
        steps={steps}
        series={syncSeries}
      />
      <ChartSection
        title="Changed documents"
        summary={summaries.documentSummary(total)}
        empty={`No document changed ${words}.`}
        steps={steps}
        series={documentSeries}
      />
      <ChartSection
        title="Searchable documents"
        summary={summaries.searchableSummary(steps)}
        empty="Nothing can be found yet."
        steps={steps}
        series={searchableSeries}
        shape="line"
      />
      <ChartSection
        title="Embeddings"
        summary={summaries.textSummary(total)}
        empty={`No text was embedded ${words}.`}
        steps={steps}
        series={textSeries}
      />
      <ChartSection
        title="Searches"
        summary={summaries.searchSummary(total)}
        empty={`Nobody searched ${words}.`}
        steps={steps}
        series={searchSeries}
      />
      <ChartSection
        title="Search time"
        summary={summaries.searchTimeSummary(total, steps)}
        empty={`Nobody searched ${words}.`}
        steps={steps}
        series={timeSeries}
        shape="line"
        format={formatDuration}
      />
      <ChartSection
        title="API calls"
        summary={summaries.callSummary(total)}
        empty={`No provider was asked ${words}. Git repositories need no calls.`}
        steps={steps}
        series={callSeries(kinds, kindName)}
      />
      <ChartSection
        title="Webhooks"
        summary={summaries.webhookSummary(total)}
        empty={`No webhook arrived ${words}.`}
        steps={steps}
        series={webhookSeries}
      />
    </section>
  );
}
