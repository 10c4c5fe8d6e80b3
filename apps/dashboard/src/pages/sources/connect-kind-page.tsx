import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { sourceKindsQuery } from "../../api/source-kinds.ts";
import { BackLink } from "../../components/back-link.tsx";
import { ButtonLink } from "../../components/button.tsx";
import { Page } from "../../components/page.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { EmptyState, ErrorState, Loading } from "../../components/states.tsx";
import { ConnectForm } from "./connect-form.tsx";
import { CredentialsGuide } from "./credentials-guide.tsx";

/** The form that connects a source of one kind, with how to get its credentials beside it. */
export function ConnectKindPage() {
  const { kind: id } = useParams({ from: "/signed-in/connect/$kind" });
  const { data: kinds, error, refetch } = useQuery(sourceKindsQuery);
  const kind = kinds?.find((one) => one.kind === id);
  if (!kinds) {
    return (
      <Page title="Connect a source">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading what="Loading the form" />}
      </Page>
    );
  }
  if (!kind) {
    return (
      <Page title="Connect a source">
        <EmptyState
          title={`This server has no kind of source named ${id}`}
          action={<ButtonLink to="/connect">See what there is</ButtonLink>}
        >
          It may have been written wrong, or belongs to a newer version.
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page
      wide={kind.guide.length > 0}
      title={`Connect ${kind.name}`}
      heading={
        <>
          <BackLink to="/connect">All kinds</BackLink>
          <span className="flex items-center gap-2.5">
            <SourceIcon kind={kind.kind} className="size-6" />
            Connect {kind.name}
          </span>
        </>
      }
      description={kind.summary}
    >
      <div className={kind.guide.length > 0 ? "grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]" : undefined}>
        <CredentialsGuide kind={kind} />
        <ConnectForm key={kind.kind} kind={kind} />
      </div>
    </Page>
  );
}
