import { Link, type LinkProps } from "@tanstack/react-router";
import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes.ts";
import { Spinner } from "./spinner.tsx";

type Look = "primary" | "secondary" | "quiet" | "danger";
type Size = "small" | "medium";

const looks: Record<Look, string> = {
  primary: "bg-accent text-accent-ink hover:bg-accent-strong border-transparent",
  secondary: "bg-raised text-ink border-line-strong hover:bg-sunken",
  quiet: "bg-transparent text-ink-2 border-transparent hover:bg-sunken hover:text-ink",
  danger: "bg-raised text-bad border-line-strong hover:bg-bad-soft",
};

// 24 px is the smallest target WCAG 2.2 allows (2.5.8); fingers get more on narrow screens.
const sizes: Record<Size, string> = {
  small: "min-h-8 px-2.5 text-[13px] gap-1.5",
  medium: "min-h-9 px-3.5 text-sm gap-2",
};

/** The classes of a button, for what looks like one and is something else. */
export function buttonClasses(look: Look = "secondary", size: Size = "medium"): string {
  return classes(
    "inline-flex items-center justify-center rounded-lg border font-medium whitespace-nowrap select-none transition-colors",
    "disabled:opacity-55 disabled:cursor-not-allowed",
    looks[look],
    sizes[size],
  );
}

/** A button; while `busy` it shows so and cannot be pressed again. */
export function Button({
  look = "secondary",
  size = "medium",
  busy = false,
  icon,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ComponentProps<"button"> & {
  readonly look?: Look;
  readonly size?: Size;
  readonly busy?: boolean;
  readonly icon?: ReactNode;
}) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={classes(buttonClasses(look, size), className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({
  look,
  size,
  icon,
  children,
  ...link
}: LinkProps & {
  readonly look?: Look;
  readonly size?: Size;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Link {...link} className={buttonClasses(look, size)}>
      {icon}
      {children}
    </Link>
  );
}

/** A button that shows only an icon; `label` is its name. */
export function IconButton({
  label,
  className,
  children,
  type = "button",
  ...rest
}: ComponentProps<"button"> & { readonly label: string }) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={classes(
        "inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-ink-2 transition-colors hover:bg-sunken hover:text-ink disabled:opacity-55",
        className,
      )}
    >
      {children}
    </button>
  );
}
