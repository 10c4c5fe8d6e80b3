import { type CallOptions, createCallRunner, createExchangeFetch } from "@tributary/vendor-http";
import { datadogService } from "./datadog-service.ts";
import { DatadogError } from "./error.ts";
import { cut, type DatadogEvent, EVENT_LIMITS } from "./event.ts";

/** Where accounts of Datadog live (https://docs.datadoghq.com/getting_started/site/). */
export const datadogSites = [
  "datadoghq.com",
  "us3.datadoghq.com",
  "us5.datadoghq.com",
  "datadoghq.eu",
  "ap1.datadoghq.com",
  "ap2.datadoghq.com",
  "ddog-gov.com",
  "us2.ddog-gov.com",
] as const;
export type DatadogSite = (typeof datadogSites)[number];

/** How to reach Datadog. */
export interface DatadogClientOptions extends CallOptions {
  readonly apiKey: string;
  /** Where the account lives; datadoghq.com unless given. */
  readonly site?: DatadogSite;
  /** An address instead of the site's. */
  readonly baseUrl?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds one request may take, its answer included; 10,000 unless given. */
  readonly timeoutMs?: number;
}

/** Datadog, with typed errors and retries. Methods throw `DatadogError` or the signal's reason. */
export interface DatadogClient {
  /** `POST /api/v1/events`. What is longer than Datadog takes is cut. */
  postEvent(event: DatadogEvent, signal?: AbortSignal): Promise<void>;
}

/** Builds the client. Throws `unauthorized` for an empty key. */
export function createDatadogClient(options: DatadogClientOptions): DatadogClient {
  const { apiKey, site = "datadoghq.com", fetch = globalThis.fetch, timeoutMs = 10_000 } = options;
  if (apiKey === "") throw new DatadogError("unauthorized", "Datadog: the API key is empty: give the account's key.");
  const url = new URL("/api/v1/events", options.baseUrl ?? `https://api.${site}`);
  const send = createExchangeFetch(fetch, timeoutMs, { json: true });
  const run = createCallRunner(datadogService, {}, { ...options, secrets: [apiKey] });
  return {
    postEvent: (event, signal) =>
      run({
        action: "posting an event",
        cost: {},
        signal,
        async run() {
          const response = await send(url, {
            method: "POST",
            headers: { "content-type": "application/json", "dd-api-key": apiKey },
            body: JSON.stringify(toWire(event)),
          });
          if (!response.ok) throw new Error("The event was not taken.");
        },
      }),
  };
}

function toWire(event: DatadogEvent) {
  const { title, text, type = "info", priority = "normal", tags = [], aggregationKey, happenedAt } = event;
  return {
    title: cut(title, EVENT_LIMITS.title),
    text: cut(text, EVENT_LIMITS.text),
    alert_type: type,
    priority,
    tags: tags.map((tag) => cut(tag, EVENT_LIMITS.tag)),
    ...(aggregationKey !== undefined && { aggregation_key: cut(aggregationKey, EVENT_LIMITS.aggregationKey) }),
    ...(happenedAt && { date_happened: Math.floor(happenedAt.getTime() / 1_000) }),
  };
}
