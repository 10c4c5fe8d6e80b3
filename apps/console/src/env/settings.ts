import type { OutletSettings } from "../alerting/outlets.ts";
import type { Variables } from "./variables.ts";

/** Which engine runs the workflows. */
export type EngineSettings =
  | { readonly kind: "embedded" }
  | {
      readonly kind: "server";
      readonly eventKey: string | undefined;
      readonly signingKey: string | undefined;
      readonly baseUrl: string | undefined;
      readonly isDev: boolean;
    };

/** What makes texts into vectors; model and dimensions are the embedder's own unless given. */
export interface EmbedderSettings {
  readonly kind: "local" | EmbeddingProvider;
  readonly model: string | undefined;
  readonly dimensions: number | undefined;
}

/** Who embeds texts elsewhere. */
export type EmbeddingProvider = "cohere" | "openai";

/** How to reach a provider. */
export interface ProviderAccess {
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
}

/** Those there is a key for; they are used for the embedder that is configured, and for an index that was made with them. */
export type ProviderSettings = Readonly<Partial<Record<EmbeddingProvider, ProviderAccess>>>;

/** What puts the results of a search into a better order. */
export type RerankerSettings =
  | { readonly kind: "none" }
  | { readonly kind: "cohere"; readonly model: string | undefined };

/** Where traces go, and how. */
export interface TracingSettings {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
}

/** Where the vectors are kept. */
export type VectorSettings =
  | { readonly kind: "lancedb" }
  | {
      readonly kind: "pinecone";
      readonly apiKey: string;
      readonly index: string;
      readonly controlUrl: string | undefined;
    };

/** Where people and other systems are told of things. */
export function outletSettings(values: Variables): OutletSettings {
  const { SMTP_URL: url, SMTP_FROM: from, DATADOG_API_KEY: apiKey, PAGERDUTY_ROUTING_KEY: routingKey } = values;
  return {
    publicUrl: values.TRIBUTARY_PUBLIC_URL,
    smtp: url && from ? { url, from } : undefined,
    slackOrigins: values.SLACK_WEBHOOK_ORIGINS ?? [],
    datadog: apiKey ? { apiKey, site: values.DATADOG_SITE, baseUrl: values.DATADOG_BASE_URL } : undefined,
    pagerDuty: routingKey ? { routingKey, baseUrl: values.PAGERDUTY_BASE_URL } : undefined,
  };
}

/** Which embedder is configured. */
export function embedderSettings(values: Variables): EmbedderSettings {
  const { TRIBUTARY_EMBEDDING_MODEL: model, TRIBUTARY_EMBEDDING_DIMENSIONS: dimensions } = values;
  return { kind: values.TRIBUTARY_EMBEDDER, model, dimensions };
}

/** How to reach the embedding providers there is a key for. */
export function providerAccess(values: Variables): ProviderSettings {
  const { COHERE_API_KEY: cohere, OPENAI_API_KEY: openai } = values;
  return {
    ...(cohere && { cohere: { apiKey: cohere, baseUrl: values.COHERE_BASE_URL } }),
    ...(openai && { openai: { apiKey: openai, baseUrl: values.OPENAI_BASE_URL } }),
  };
}

/** Where traces go; undefined without a collector. */
export function tracingSettings(values: Variables): TracingSettings | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: given = "" } = values;
  if (endpoint === undefined) return undefined;
  const headers = given.split(",").flatMap((pair) => {
    const [, name = "", value = ""] = /^\s*([^=\s]+)\s*=(.*)$/.exec(pair) ?? [];
    return name === "" ? [] : [[name.toLowerCase(), decodeIfPossible(value.trim())]];
  });
  return { endpoint, headers: Object.fromEntries(headers), serviceName: values.OTEL_SERVICE_NAME };
}

/** The specification has header values percent-encoded; many write them as they are. */
function decodeIfPossible(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Pinecone where there is a key for it, else the data folder. */
export function vectorSettings(values: Variables): VectorSettings {
  const { PINECONE_API_KEY: apiKey, PINECONE_INDEX: index, PINECONE_CONTROLLER_HOST: controlUrl } = values;
  return apiKey ? { kind: "pinecone", apiKey, index, controlUrl } : { kind: "lancedb" };
}

/** An Inngest server where there are keys for one or it is a dev server, else the embedded engine. */
export function engineSettings(values: Variables): EngineSettings {
  const { INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey, INNGEST_DEV: dev } = values;
  const isDev = dev !== undefined && dev !== "0" && dev !== "false";
  if (!eventKey && !isDev) return { kind: "embedded" };
  const baseUrl = values.INNGEST_BASE_URL ?? (dev && URL.canParse(dev) ? dev : undefined);
  return { kind: "server", eventKey, signingKey, baseUrl, isDev };
}
