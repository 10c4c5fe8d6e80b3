import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { wordsOf } from "../api/client.ts";
import { Button } from "./button.tsx";
import { classes } from "./classes.ts";
import { Spinner } from "./spinner.tsx";

/** There is nothing here yet: why, and what to do about it. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      {icon && (
        <div className="mb-3 flex size-11 items-center justify-center rounded-xl bg-sunken text-ink-3">{icon}</div>
      )}
      <p className="text-[15px] font-semibold">{title}</p>
      {children && <div className="mt-1 max-w-md text-sm text-ink-2">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

/** Something could not be shown: why, and another try. */
export function ErrorState({
  title = "This could not be loaded",
  error,
  onRetry,
}: {
  readonly title?: string;
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}) {
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-10 text-center">
      <CircleAlert aria-hidden="true" className="mb-2 size-6 text-bad" />
      <p className="text-[15px] font-semibold">{title}</p>
      <p className="mt-1 max-w-md text-sm break-words text-ink-2">{wordsOf(error)}</p>
      {onRetry && (
        <Button className="mt-4" size="small" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** What is wrong or worth knowing, in the flow of a page. */
export function Notice({
  tone = "info",
  title,
  actions,
  children,
}: {
  readonly tone?: "info" | "warn" | "bad" | "good";
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}) {
  const grounds = {
    info: "border-info/30 bg-info-soft",
    warn: "border-warn/30 bg-warn-soft",
    bad: "border-bad/30 bg-bad-soft",
    good: "border-good/30 bg-good-soft",
  };
  return (
    <div
      className={classes(
        "flex flex-wrap items-start gap-x-4 gap-y-2 rounded-xl border px-4 py-3 text-sm",
        grounds[tone],
      )}
    >
      <div className="min-w-0 flex-1 basis-60">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="break-words text-ink-2">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}

/** Something is being loaded; says so to screen readers, and shows nothing for what is there at once. */
export function Loading({ what = "Loading" }: { readonly what?: string }) {
  return (
    <div role="status" className="flex items-center justify-center gap-2 px-6 py-12 text-sm text-ink-3">
      <Spinner />
      {what}…
    </div>
  );
}

/** The place of something that is being loaded. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <div
      aria-hidden="true"
      className={classes("animate-[pulse-soft_1.6s_ease-in-out_infinite] rounded-md bg-sunken", className)}
    />
  );
}
