import { Progress } from "@base-ui/react/progress";

/** How far something is; `value` of `max`, or null while nobody knows. */
export function ProgressBar({
  label,
  value,
  max,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly max: number;
}) {
  return (
    <Progress.Root aria-label={label} value={value} max={Math.max(max, 1)}>
      <Progress.Track className="h-1.5 overflow-hidden rounded-full bg-sunken">
        <Progress.Indicator className="h-full rounded-full bg-accent transition-[width] data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </Progress.Track>
    </Progress.Root>
  );
}
