import type { z } from "zod";
import type { WebhookDelivery } from "../contract.ts";

/** Whose deliveries are read. */
export interface DeliveryOrigin {
  /** Name of the provider, as sentences have it: `Linear`. */
  readonly provider: string;
  /** Largest delivery read, in bytes. */
  readonly maxBytes: number;
}

/** A header of a delivery, however its name is written there; `name` in lower case. */
export function headerOf({ headers }: WebhookDelivery, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

/**
 * A delivery's payload of JSON as a schema has it, or why it cannot be read: too large, not JSON in UTF-8, not as documented.
 * Never throws. The payload is not trusted before its signature is.
 */
export function readJsonPayload<Payload extends object>(
  { body }: WebhookDelivery,
  { provider, maxBytes }: DeliveryOrigin,
  schema: z.ZodType<Payload>,
): Payload | { readonly problem: string } {
  if (body.byteLength > maxBytes) return { problem: `It is larger than any ${provider} sends.` };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return { problem: "It is no JSON." };
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : { problem: "It is not as documented." };
}

/** What a delivery calls something, fit for a sentence: all but letters, digits, `_`, spaces, dots and hyphens becomes `?`. */
export function plainName(name: string): string {
  return name.replaceAll(/[^\w .-]/g, "?");
}
