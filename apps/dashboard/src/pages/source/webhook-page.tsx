import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { sourceQuery } from "../../api/source.ts";
import { webhookQuery } from "../../api/webhooks.ts";
import { Section } from "../../components/card.tsx";
import { EmptyState, ErrorState, Loading } from "../../components/states.tsx";
import { StepList } from "../../components/step-list.tsx";
import { useOverviewWhenDisconnected } from "./use-overview-when-disconnected.ts";
import { AddressSection } from "./webhook/address-section.tsx";
import { DeliveriesSection } from "./webhook/deliveries-section.tsx";
import { SecretsSection } from "./webhook/secrets-section.tsx";

/** The webhook of a source: its address and secrets to copy, how to set it up, what arrived. */
export function SourceWebhookPage() {
  const { sourceId } = useParams({ from: "/signed-in/sources/$sourceId" });
  const source = useQuery(sourceQuery(sourceId)).data?.source;
  const { data, error, refetch } = useQuery(webhookQuery(sourceId));
  if (useOverviewWhenDisconnected(source)) return null;
  if (!data)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading what="Loading the webhook" />;
  if (!data.supported) {
    return (
      <EmptyState title="Sources of this kind have no webhooks">It is kept up to date by its schedule.</EmptyState>
    );
  }
  return (
    <>
      <AddressSection webhook={data} />
      <SecretsSection sourceId={sourceId} name={source?.name ?? "this source"} secrets={data.secrets} />
      {data.guide.length > 0 && (
        <Section title="How to set it up">
          <StepList steps={data.guide} />
        </Section>
      )}
      <DeliveriesSection sourceId={sourceId} />
    </>
  );
}
