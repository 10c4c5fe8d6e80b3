import { classes } from "../../../components/classes.ts";
import { spanLooks, spanStyle } from "./step-bar.tsx";

const names = [
  ["work", "Work"],
  ["invoke", "Another run"],
  ["wait", "Sleep or wait"],
  ["queued", "Queued"],
  ["retry", "Tried again"],
] as const;

/** What the bars mean. */
export function SpanLegend() {
  return (
    <ul aria-label="What the bars mean" className="flex flex-wrap gap-x-3.5 gap-y-1 text-xs text-ink-3">
      {names.map(([kind, name]) => (
        <li key={kind} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={classes("w-4", spanLooks[kind])} style={spanStyle(kind)} />
          {name}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden="true" className="h-3.5 w-1 rounded-full bg-bad" />
        Failed attempt
      </li>
    </ul>
  );
}
