import { type ReactNode, useEffect } from "react";

/** A page: its title (also the window's), what can be done on it, its content. */
export function Page({
  title,
  heading,
  description,
  actions,
  wide = false,
  hideHeader = false,
  children,
}: {
  /** Of the window, and of the page unless `heading` says otherwise. */
  readonly title: string;
  readonly heading?: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  /** Whether only screen readers are told the heading, since the page says itself what it is. */
  readonly hideHeader?: boolean;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Tributary`;
  }, [title]);
  return (
    <div className={wide ? "mx-auto w-full max-w-7xl" : "mx-auto w-full max-w-5xl"}>
      <header className={hideHeader ? "sr-only" : "mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3"}>
        <div className="min-w-0">
          <h1 className="text-xl font-semibold tracking-tight break-words">{heading ?? title}</h1>
          {description && <div className="mt-1 text-sm text-ink-2">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      <div className="space-y-5">{children}</div>
    </div>
  );
}
