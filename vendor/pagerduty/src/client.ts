import { type CallOptions, createCallRunner, createExchangeFetch } from "@tributary/vendor-http";
import { PagerDutyError } from "./error.ts";
import { cut, dedupKeyOf, EVENT_LIMITS, type PagerDutyTrigger } from "./event.ts";
import { pagerDutyService } from "./pagerduty-service.ts";

/** How to reach PagerDuty. */
export interface PagerDutyClientOptions extends CallOptions {
  /** Integration key of an Events API v2 integration: 32 characters. */
  readonly routingKey: string;
  /** https://events.pagerduty.com unless given; https://events.eu.pagerduty.com for accounts in Europe. */
  readonly baseUrl?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds one request may take, its answer included; 10,000 unless given. */
  readonly timeoutMs?: number;
}

/** PagerDuty, with typed errors and retries. Methods throw `PagerDutyError` or the signal's reason. */
export interface PagerDutyClient {
  /** Opens an alert, or adds to the one of the same key. */
  trigger(event: PagerDutyTrigger, signal?: AbortSignal): Promise<void>;
  /** Says that somebody is at work on it. */
  acknowledge(dedupKey: string, signal?: AbortSignal): Promise<void>;
  /** Says that it is over. Does nothing when no alert of this key is open. */
  resolve(dedupKey: string, signal?: AbortSignal): Promise<void>;
}

/** Builds the client. Throws `unauthorized` for an empty key. */
export function createPagerDutyClient(options: PagerDutyClientOptions): PagerDutyClient {
  const { routingKey, fetch = globalThis.fetch, timeoutMs = 10_000 } = options;
  if (routingKey === "") {
    throw new PagerDutyError("unauthorized", "PagerDuty: the routing key is empty: give the integration's key.");
  }
  const url = new URL("/v2/enqueue", options.baseUrl ?? "https://events.pagerduty.com");
  const send = createExchangeFetch(fetch, timeoutMs, { json: true });
  const run = createCallRunner(pagerDutyService, {}, { ...options, secrets: [routingKey] });
  const enqueue = (action: string, body: Readonly<Record<string, unknown>>, signal: AbortSignal | undefined) =>
    run({
      action: `sending ${action}`,
      cost: {},
      signal,
      async run() {
        const response = await send(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ routing_key: routingKey, ...body }),
        });
        if (!response.ok) throw new Error("The event was not taken.");
      },
    });
  return {
    trigger: (event, signal) => enqueue("an alert", toWire(event), signal),
    acknowledge: (key, signal) =>
      enqueue("an acknowledgement", { event_action: "acknowledge", dedup_key: dedupKeyOf(key) }, signal),
    resolve: (key, signal) => enqueue("a resolution", { event_action: "resolve", dedup_key: dedupKeyOf(key) }, signal),
  };
}

function toWire(event: PagerDutyTrigger) {
  const { summary, severity, source, component, class: kind, details, happenedAt, link } = event;
  return {
    event_action: "trigger",
    dedup_key: dedupKeyOf(event.dedupKey),
    client: "Tributary",
    ...(link && { client_url: link.href, links: [link] }),
    payload: {
      summary: cut(summary, EVENT_LIMITS.summary),
      severity,
      source,
      ...(happenedAt && { timestamp: happenedAt.toISOString() }),
      ...(component !== undefined && { component }),
      ...(kind !== undefined && { class: kind }),
      ...(details && { custom_details: details }),
    },
  };
}
