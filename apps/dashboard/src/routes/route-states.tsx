import type { ErrorComponentProps } from "@tanstack/react-router";
import { ButtonLink } from "../components/button.tsx";
import { Page } from "../components/page.tsx";
import { EmptyState, ErrorState, Loading } from "../components/states.tsx";
import { ConnectionBanner } from "../layout/connection-banner.tsx";

/** A page that is loaded. */
export function Pending() {
  return <Loading />;
}

/** The first page, before what surrounds them all is there to say how the connection is. */
export function PendingWithoutShell() {
  return (
    <>
      <ConnectionBanner />
      <Loading />
    </>
  );
}

/** A page that stopped. Another try begins with what the server has now: it may be another build. */
export function Failed({ error }: ErrorComponentProps) {
  return <ErrorState title="This page stopped" error={error} onRetry={() => location.reload()} />;
}

/** An address that no page has. */
export function NotFound() {
  return (
    <Page title="Page not found">
      <EmptyState title="There is no such page" action={<ButtonLink to="/">To the search</ButtonLink>}>
        The address may have been typed wrong, or what it led to is gone.
      </EmptyState>
    </Page>
  );
}
