import type { Metrics, MetricsHour } from "../../../api/metrics.ts";
import { formatClock, formatDay } from "../../../components/format.ts";
import { addMetrics } from "./add-metrics.ts";
import type { Range } from "./ranges.ts";

/** One step of a chart's time axis, in the time of whoever looks. */
export interface Step {
  readonly start: Date;
  /** Below the axis: `14:00`, `Nov 22`. */
  readonly tick: string;
  /** In words: `Nov 22, 14:00–15:00, so far`. */
  readonly label: string;
  /** Whether it is not over, and its figures are those so far. */
  readonly partial: boolean;
  /** What happened in it; null where nothing is known, since nothing ran. */
  readonly metrics: Metrics | null;
}

/** The steps of a range up to now, each with what happened in its hours. */
export function stepsOf(hours: readonly MetricsHour[], range: Range, now = new Date()): Step[] {
  const last = startOf(now, range.step);
  const count = range.hours / range.step;
  const starts = Array.from({ length: count }, (_, index) => moved(last, (index - count + 1) * range.step));
  const byStart = Map.groupBy(hours, ({ hour }) => startOf(new Date(hour), range.step).getTime());
  return starts.map((start) => {
    const within = byStart.get(start.getTime()) ?? [];
    const partial = start.getTime() === last.getTime();
    return {
      ...{ start, partial },
      tick: range.step === 1 ? formatClock(start) : formatDay(start),
      label: labelOf(start, range.step) + (partial ? ", so far" : ""),
      metrics: within.length === 0 ? null : addMetrics(within.map(({ metrics }) => metrics)),
    };
  });
}

/** Start of the step a time is in: by the clock of whoever looks, so that a day is their day. */
function startOf(time: Date, step: number): Date {
  const start = new Date(time);
  start.setMinutes(0, 0, 0);
  start.setHours(start.getHours() - (start.getHours() % step));
  return start;
}

/** Moved by hours of the clock, also over a change of it. */
function moved(time: Date, hours: number): Date {
  const result = new Date(time);
  result.setHours(result.getHours() + hours);
  return result;
}

function labelOf(start: Date, step: number): string {
  if (step >= 24) return formatDay(start);
  return `${formatDay(start)}, ${formatClock(start)}–${formatClock(moved(start, step))}`;
}
