import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import { queryClient } from "./query-client.ts";
import type { components } from "./schema.ts";

/** What a provider sent, and what became of it. */
export type Delivery = components["schemas"]["WebhookDelivery"];

/** Where a provider sends a source's webhooks, and how they arrive. */
export type Webhook = components["schemas"]["SourceWebhook"];

const LOOK_MS = 5_000;

/** How many of the newest deliveries are shown. */
export const DELIVERIES_SHOWN = 50;

/** Where a provider sends a source's webhooks, the secrets they are signed with, how they arrive. */
export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ["webhooks", "of", id],
    queryFn: ({ signal }) => answer(api.GET("/v1/sources/{id}/webhook", { signal, params: { path: { id } } })),
    // A secret that the provider makes appears by itself.
    refetchInterval: LOOK_MS,
  });

/** The newest deliveries of a source, or those of them in one state. */
export const deliveriesQuery = (sourceId: string, state?: Delivery["state"]) =>
  queryOptions({
    queryKey: ["webhooks", "deliveries", sourceId, state ?? "all"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/v1/webhooks/deliveries", {
          signal,
          params: { query: { sourceId, limit: DELIVERIES_SHOWN, ...(state && { state }) } },
        }),
      ),
    select: ({ deliveries }) => deliveries,
    refetchInterval: LOOK_MS,
  });

/** Adds a secret beside the others; without one given it is made, and answered this once. */
export function addWebhookSecret(id: string, secret?: string) {
  return answer(
    api.POST("/v1/sources/{id}/webhook-secrets", { params: { path: { id } }, body: { ...(secret && { secret }) } }),
  );
}

/** Takes a secret back: what it signs is refused from then on. */
export function removeWebhookSecret(id: string, secretId: string) {
  return answer(api.DELETE("/v1/sources/{id}/webhook-secrets/{secretId}", { params: { path: { id, secretId } } }));
}

/** Has a delivery worked on again. */
export function replayDelivery(id: string) {
  return answer(api.POST("/v1/webhooks/deliveries/{id}/replay", { params: { path: { id } } }));
}

/** Has everything about webhooks asked for again, after something was changed. */
export function refreshWebhooks(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ["webhooks"] });
}
