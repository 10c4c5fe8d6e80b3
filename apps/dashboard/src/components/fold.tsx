import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** What few need at once, behind a line that says what it is. */
export function Fold({
  summary,
  className,
  children,
}: {
  readonly summary: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <details className={classes("group/fold", className)}>
      <summary className={foldSummary}>
        <FoldMark />
        {summary}
      </summary>
      <div className="mt-3">{children}</div>
    </details>
  );
}

/** The line of a fold, for a `details` with the class `group/fold` that is something else too. */
export const foldSummary =
  "inline-flex min-h-7 items-center gap-1 rounded-md pr-2 text-[13px] font-medium text-ink-2 select-none hover:text-ink";

/** Points down while the fold around it is open. */
export function FoldMark() {
  return <ChevronRight aria-hidden="true" className="size-4 transition-transform group-open/fold:rotate-90" />;
}
