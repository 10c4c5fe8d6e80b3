import { type DeliveryState, type WebhookReceiver, webhookDeliveries, webhookSecrets } from "@tributary/database";
import { isSourceError, type SourceWebhook, type WebhookDelivery, type WebhookOutcome } from "@tributary/source";
import type { Services } from "../services.ts";
import { BatcherFullError } from "./batcher.ts";
import { deliveryIdOf, keptHeaders, offeredSecretOf } from "./delivery-fields.ts";
import type { KeepDelivery } from "./keep-deliveries.ts";
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
  | { readonly type: "busy" }
  | { readonly type: "unknown-source" };

/** A delivery at the door. */
export interface Arrival {
  readonly kind: string;
  readonly sourceId: string | undefined;
  readonly settings: WebhookSettings;
  readonly delivery: WebhookDelivery;
  readonly keep: KeepDelivery;
}

/**
 * Verifies a delivery against the sources of its kind (with `sourceId` that one alone) and keeps it once for each that it
 * concerns; one that concerns none of those that signed it is kept as ignored, for the first. Asks the provider nothing.
 */
export async function receiveDelivery(services: Services, arrival: Arrival): Promise<Reception> {
  const recent = await services.webhooks.recentReceivers(arrival);
  const known = await verifyAll(services, recent, arrival.delivery);
  // Only what concerns a source is decided by what was known a moment ago: nothing is refused that may be known by now.
  if (known.some(({ outcome }) => outcome.type === "changes") && offeredOf(arrival) === null) {
    return keepFor(services, arrival, known);
  }
  return receiveForFresh(services, arrival, await services.webhooks.receivers(arrival));
}

async function receiveForFresh(
  services: Services,
  arrival: Arrival,
  receivers: readonly WebhookReceiver[],
): Promise<Reception> {
  const { sourceId, delivery } = arrival;
  const [own] = receivers;
  if (sourceId !== undefined && !own) return { type: "unknown-source" };
  const offered = offeredOf(arrival);
  if (sourceId !== undefined && own && offered !== null) {
    // The first offer counts; it may be sent again, as often as its answer gets lost.
    if (own.secrets.length === 0 && own.damaged === 0) {
      const place = { workspaceId: own.workspaceId, sourceId };
      await webhookSecrets.add(services.database, services.credentials, { ...place, secret: offered, offered: true });
      services.webhooks.forget();
    } else if (!own.secrets.includes(offered)) return { type: "unsigned" };
    return { type: "answered", body: "", contentType: "text/plain" };
  }
  const verified = await verifyAll(services, receivers, delivery);
  return keepFor(services, arrival, verified);
}

/** The secret a delivery offers at its source's own address; null when it is an ordinary one. */
function offeredOf({ sourceId, delivery, settings }: Arrival): string | null {
  return sourceId === undefined ? null : offeredSecretOf(delivery, settings);
}

async function keepFor(services: Services, arrival: Arrival, verified: readonly Verified[]): Promise<Reception> {
  const { kind, delivery, settings, keep } = arrival;
  const [first] = verified;
  if (!first) return { type: "unsigned" };
  const challenge = verified.find(({ outcome }) => outcome.type === "challenge")?.outcome;
  if (challenge?.type === "challenge") {
    return { type: "answered", body: challenge.body, contentType: challenge.contentType };
  }
  const concerned = verified.filter(({ outcome }) => outcome.type === "changes");
  const fields = {
    kind,
    deliveryId: deliveryIdOf(delivery, settings),
    headers: keptHeaders(delivery, settings),
    body: delivery.body,
  };
  const keepOne = async ({ receiver, outcome }: Verified): Promise<KeptDelivery> => {
    const { workspaceId, sourceId } = receiver;
    const ignored = outcome.type === "ignored" ? outcome.reason : null;
    const stored = await keep({ ...fields, workspaceId, sourceId, ignored });
    // Sent once more after it failed: whoever did wants another attempt.
    const again =
      !stored.created && stored.state === "failed"
        ? await webhookDeliveries.reopen(services.database, { workspaceId, id: stored.id })
        : null;
    return { workspaceId, ...stored, ...(again && { state: "pending", attempts: again.attempts }) };
  };
  try {
    const deliveries = await Promise.all((concerned.length > 0 ? concerned : [first]).map(keepOne));
    return { type: "kept", deliveries };
  } catch (error) {
    if (error instanceof BatcherFullError) return { type: "busy" };
    throw error;
  }
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
