import type { WebhookDelivery } from "@tributary/source";
import type { WebhookSettings } from "./webhook-settings.ts";

/** Longest id and secret that are believed, in characters. */
const FIELD_MAX_LENGTH = 1_000;

/** The provider's id of a delivery; null where it gives none. */
export function deliveryIdOf(delivery: WebhookDelivery, { deliveryId }: WebhookSettings): string | null {
  const id = "header" in deliveryId ? delivery.headers[deliveryId.header] : bodyField(delivery.body, deliveryId.field);
  return id !== undefined && /^[\x21-\x7e]+$/.test(id) && id.length <= FIELD_MAX_LENGTH ? id : null;
}

/** The secret an unsigned delivery offers; null when it offers none. */
export function offeredSecretOf({ body }: WebhookDelivery, { offeredSecret }: WebhookSettings): string | null {
  const secret = offeredSecret === undefined ? undefined : bodyField(body, offeredSecret);
  return secret !== undefined && /^[\x21-\x7e]{8,1000}$/.test(secret) ? secret : null;
}

/** The headers that are kept: the content type and those the kind names. */
export function keptHeaders({ headers }: WebhookDelivery, settings: WebhookSettings): Record<string, string> {
  return Object.fromEntries(
    ["content-type", ...settings.headers].flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value.slice(0, FIELD_MAX_LENGTH)]];
    }),
  );
}

/** A text in a field of a JSON body; undefined when there is none. */
export function bodyField(body: Uint8Array, name: string): string | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    if (typeof value !== "object" || value === null) return undefined;
    const field: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    return typeof field === "string" ? field : undefined;
  } catch {
    return undefined;
  }
}
