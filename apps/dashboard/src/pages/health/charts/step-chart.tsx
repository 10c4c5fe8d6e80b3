import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { classes } from "../../../components/classes.ts";
import { formatCompact, formatCount } from "../../../components/format.ts";
import { WhenInSight } from "../../../components/when-in-sight.tsx";
import type { Step } from "../figures/steps.ts";
import type { Series } from "./series.ts";
import { StepTooltip } from "./step-tooltip.tsx";

/** Bars have a legend below, which a line needs not. In rem, like the text. */
const heights = { bars: "h-48", line: "h-56" };
/** A step that is not over is paler than the others. */
const PARTIAL_OPACITY = 0.45;

interface Shown {
  readonly title: string;
  readonly steps: readonly Step[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
}

/** Draws figures over time: stacked bars, or a line. The arrow keys walk over the steps. */
export function StepChart({ shape, ...shown }: Shown & { readonly shape: "bars" | "line" }) {
  return (
    <WhenInSight className={classes(heights[shape], "[&_svg]:rounded-md [&_svg]:outline-offset-4")}>
      <ResponsiveContainer width="100%" height="100%">
        {shape === "bars" ? bars(shown) : line(shown)}
      </ResponsiveContainer>
    </WhenInSight>
  );
}

function bars({ title, steps, series, format }: Shown) {
  const drawn = series.filter(({ colour }) => colour !== null);
  return (
    <BarChart data={rowsOf(steps)} margin={margin} barCategoryGap="22%" aria-label={`${title}, as bars over time`}>
      {parts({ steps, series, format, stacked: true })}
      {drawn.map(({ name, colour, value }) => (
        <Bar
          key={name}
          name={name}
          stackId="all"
          fill={`var(${colour})`}
          isAnimationActive={false}
          maxBarSize={28}
          dataKey={({ step: { metrics } }: Row) => metrics && value(metrics)}
        >
          {steps.map(({ start, partial }) => (
            <Cell key={start.toISOString()} fillOpacity={partial ? PARTIAL_OPACITY : 1} />
          ))}
        </Bar>
      ))}
    </BarChart>
  );
}

function line({ title, steps, series, format }: Shown) {
  return (
    <AreaChart data={rowsOf(steps)} margin={margin} aria-label={`${title}, as a line over time`}>
      {parts({ steps, series, format, stacked: false })}
      {series.map(({ name, colour, value }) => (
        <Area
          key={name}
          name={name}
          type="monotone"
          stroke={`var(${colour})`}
          strokeWidth={2}
          fill={`var(${colour})`}
          fillOpacity={0.1}
          isAnimationActive={false}
          dot={
            <Dot
              colour={colour ?? "--ink-3"}
              steps={steps}
              known={(step) => step?.metrics != null && value(step.metrics) !== null}
            />
          }
          activeDot={{ r: 4, strokeWidth: 0 }}
          dataKey={({ step: { metrics } }: Row) => metrics && value(metrics)}
        />
      ))}
    </AreaChart>
  );
}

/** A ring where a step is not over; a point where its neighbours are not known, since no line leads there. */
function Dot({
  cx,
  cy,
  index = 0,
  colour,
  steps,
  known,
}: {
  readonly cx?: number;
  readonly cy?: number;
  readonly index?: number;
  readonly colour: string;
  readonly steps: readonly Step[];
  readonly known: (step: Step | undefined) => boolean;
}) {
  const step = steps[index];
  if (!step || cx === undefined || cy === undefined || Number.isNaN(cy) || !known(step)) return null;
  if (step.partial)
    return <circle cx={cx} cy={cy} r={4} fill="var(--surface)" stroke={`var(${colour})`} strokeWidth={2} />;
  const alone = !known(steps[index - 1]) && !known(steps[index + 1]);
  return alone ? <circle cx={cx} cy={cy} r={3} fill={`var(${colour})`} /> : null;
}

interface Row {
  readonly step: Step;
  readonly at: number;
}

function rowsOf(steps: readonly Step[]): Row[] {
  return steps.map((step, at) => ({ step, at }));
}

const margin = { top: 6, right: 4, bottom: 0, left: 0 };
const tick = { fill: "var(--ink-3)", fontSize: 11 };

function parts({ steps, series, format, stacked }: Omit<Shown, "title"> & { readonly stacked: boolean }) {
  return (
    <>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="at"
        ticks={ticksOf(steps)}
        tickFormatter={(at: number) => steps[at]?.tick ?? ""}
        tickLine={false}
        axisLine={{ stroke: "var(--line)" }}
        tick={tick}
        minTickGap={18}
      />
      <YAxis
        allowDecimals={false}
        tickLine={false}
        axisLine={false}
        width={52}
        tick={tick}
        domain={[0, "auto"]}
        tickFormatter={format === formatCount ? formatCompact : format}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: "var(--ink-3)", fillOpacity: 0.12, stroke: stacked ? "none" : "var(--line-strong)" }}
        content={({ active, label }) => {
          const step = typeof label === "number" && active ? steps[label] : undefined;
          return step && <StepTooltip step={step} series={series} format={format} />;
        }}
      />
    </>
  );
}

/** Where several steps make a day, only its first is named. */
function ticksOf(steps: readonly Step[]): number[] {
  const firsts = steps.flatMap(({ tick: name }, at) => (at > 0 && steps[at - 1]?.tick !== name ? at : []));
  return firsts.length < steps.length - 1 ? firsts : steps.map((_, at) => at);
}
