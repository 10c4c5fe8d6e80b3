import { type DeliveryState, type WebhookReceiver, webhookDeliveries, webhookSecrets } from "@tributary/database";
import { isSourceError, type SourceWebhook, type WebhookDelivery, type WebhookOutcome } from "@tributary/source";
import type { Services } from "../services.ts";
import { deliveryIdOf, keptHeaders, offeredSecretOf } from "./delivery-fields.ts";
import type { WebhookSettings } from "./webhook-settings.ts";

/** A delivery that is kept, and whether the workflows are to be told. */
export interface KeptDelivery {
  readonly workspaceId: string;
  readonly id: string;
  readonly attempts: number;
  readonly created: boolean;
  readonly state: DeliveryState;
}

/** What became of a delivery at the door. */
export type Reception =
  | { readonly type: "kept"; readonly deliveries: readonly KeptDelivery[] }
  | { readonly type: "answered"; readonly body: string; readonly contentType: string }
  | { readonly type: "unsigned" }
  | { readonly type: "unknown-source" };

/**
 * Verifies a delivery against the sources of its kind (with `sourceId` that one alone) and keeps it once for each that it
 * concerns; one that concerns none of those that signed it is kept as ignored, for the first. Asks the provider nothing.
 */
export async function receiveDelivery(
  services: Services,
  input: {
    readonly kind: string;
    readonly sourceId: string | undefined;
    readonly settings: WebhookSettings;
    readonly delivery: WebhookDelivery;
  },
): Promise<Reception> {
  const { kind, sourceId, settings, delivery } = input;
  const { database, credentials: vault } = services;
  const receivers = await services.webhooks.receivers({ kind, sourceId });
  const [own] = receivers;
  if (sourceId !== undefined && !own) return { type: "unknown-source" };
  const offered = sourceId === undefined ? null : offeredSecretOf(delivery, settings);
  if (sourceId !== undefined && own && offered !== null) {
    // The first offer counts; it may be sent again, as often as its answer gets lost.
    if (own.secrets.length === 0 && own.damaged === 0) {
      await webhookSecrets.add(database, vault, {
        workspaceId: own.workspaceId,
        sourceId,
        secret: offered,
        offered: true,
      });
    } else if (!own.secrets.includes(offered)) return { type: "unsigned" };
    return { type: "answered", body: "", contentType: "text/plain" };
  }

  const verified = await verifyAll(services, receivers, delivery);
  const [first] = verified;
  if (!first) return { type: "unsigned" };
  const challenge = verified.find(({ outcome }) => outcome.type === "challenge")?.outcome;
  if (challenge?.type === "challenge") {
    return { type: "answered", body: challenge.body, contentType: challenge.contentType };
  }
  const concerned = verified.filter(({ outcome }) => outcome.type === "changes");
  const deliveries: KeptDelivery[] = [];
  for (const { receiver, outcome } of concerned.length > 0 ? concerned : [first]) {
    const { workspaceId, sourceId: owner } = receiver;
    const stored = await webhookDeliveries.store(database, {
      workspaceId,
      sourceId: owner,
      kind,
      deliveryId: deliveryIdOf(delivery, settings),
      headers: keptHeaders(delivery, settings),
      body: delivery.body,
      ignored: outcome.type === "ignored" ? outcome.reason : null,
    });
    // Sent once more after it failed: whoever did wants another attempt.
    const again =
      !stored.created && stored.state === "failed"
        ? await webhookDeliveries.reopen(database, { workspaceId, id: stored.id })
        : null;
    deliveries.push({ workspaceId, ...stored, ...(again && { state: "pending", attempts: again.attempts }) });
  }
  return { type: "kept", deliveries };
}

interface Verified {
  readonly receiver: WebhookReceiver;
  readonly outcome: WebhookOutcome;
}

async function verifyAll(
  services: Services,
  receivers: readonly WebhookReceiver[],
  delivery: WebhookDelivery,
): Promise<Verified[]> {
  // Sources behind one hook share its secret: its signature is worked out once for all of them.
  const answers = new Map<string, boolean>();
  const verified: Verified[] = [];
  for (const receiver of receivers) {
    const { sourceId, damaged } = receiver;
    if (damaged > 0) services.logger.warn({ sourceId, damaged }, "webhook secrets cannot be opened: add them again");
    let webhook: SourceWebhook | null;
    try {
      webhook = await services.webhooks.of(receiver);
    } catch (error) {
      if (!isSourceError(error)) throw error;
      services.logger.warn({ sourceId, code: error.code }, "a source cannot read its webhooks");
      continue;
    }
    if (!webhook) continue;
    const secrets = JSON.stringify(receiver.secrets);
    const signed = answers.get(secrets) ?? (await isSigned(webhook, delivery, receiver.secrets));
    answers.set(secrets, signed);
    if (signed) verified.push({ receiver, outcome: webhook.parse(delivery) });
  }
  return verified;
}

async function isSigned(
  webhook: SourceWebhook,
  delivery: WebhookDelivery,
  secrets: readonly string[],
): Promise<boolean> {
  try {
    await webhook.verify(delivery, secrets, Date.now());
    return true;
  } catch (error) {
    if (isSourceError(error) && error.code === "invalid-signature") return false;
    throw error;
  }
}
