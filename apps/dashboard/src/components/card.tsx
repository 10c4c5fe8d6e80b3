import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** A ground that sets things apart from the page. */
export function Card({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  return <div className={classes("rounded-xl border border-line bg-surface shadow-card", className)}>{children}</div>;
}

/** A card with a heading, and on its right what can be done. */
export function Section({
  title,
  description,
  actions,
  flush = false,
  children,
}: {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** Whether the content reaches the card's edges, as tables do. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className="min-w-0 rounded-xl border border-line bg-surface shadow-card">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-3.5 pb-3 sm:px-5">
        <div className="min-w-0 flex-1 basis-52">
          <h2 className="text-[15px] font-semibold text-ink">{title}</h2>
          {description && <p className="mt-0.5 text-[13px] text-ink-2">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      <div className={flush ? "border-t border-line" : "px-4 pb-4 sm:px-5 sm:pb-5"}>{children}</div>
    </section>
  );
}

/** A figure with its name, as a row of them heads a page. */
export function Figure({
  name,
  value,
  detail,
}: {
  readonly name: string;
  readonly value: ReactNode;
  readonly detail?: ReactNode;
}) {
  return (
    <div className="min-w-0 rounded-xl border border-line bg-surface px-4 py-3 shadow-card">
      <dt className="truncate text-[13px] text-ink-2">{name}</dt>
      <dd className="mt-0.5 truncate text-xl font-semibold tracking-tight tabular">{value}</dd>
      {detail && <dd className="mt-0.5 truncate text-xs text-ink-3">{detail}</dd>}
    </div>
  );
}
