import type { LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ApiProblem } from "../api/client.ts";
import { ButtonLink } from "./button.tsx";
import { Page } from "./page.tsx";
import { EmptyState, ErrorState, Loading } from "./states.tsx";

/** What is said where there is no such thing: that, and where to go on. */
export interface Missing {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly title: string;
  readonly link: string;
  /** Why it may be missing. */
  readonly why: string;
}

/** The page of one thing that is not there to be shown: it is on its way, there is no such thing, or loading it failed. */
export function UnloadedPage({
  what,
  error,
  onRetry,
  missing: { title, to, link, why },
}: {
  /** What it is, as in "the alert". */
  readonly what: string;
  /** Null while it is on its way. */
  readonly error: Error | null;
  readonly onRetry: () => unknown;
  readonly missing: Missing;
}) {
  const name = what.charAt(0).toUpperCase() + what.slice(1);
  const gone = error instanceof ApiProblem && error.status === 404;
  let state: ReactNode = <Loading what={`Loading the ${what}`} />;
  if (gone) {
    state = (
      <EmptyState title={title} action={<ButtonLink to={to}>{link}</ButtonLink>}>
        {why}
      </EmptyState>
    );
  } else if (error) {
    state = <ErrorState title={`The ${what} could not be loaded`} error={error} onRetry={() => void onRetry()} />;
  }
  return (
    <Page title={gone ? `${name} not found` : name} hideHeader>
      {state}
    </Page>
  );
}
