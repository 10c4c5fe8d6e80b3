import type { Database } from "@tributary/database";
import type { JobCounts, JobStatus } from "@tributary/validation";
import type { Tracing } from "@tributary/vendor-observability";
import type { Logger } from "pino";
import { addProcessMetrics } from "./process-metrics.ts";
import { createRegistry, type MetricFamily } from "./registry.ts";
import { createUsageRecorder, type UsageRecorder, writeUsageTo } from "./usage-recorder.ts";

/** What a process tells of its work: to Prometheus without saying whose it was, and to each workspace's hourly figures. */
export interface Telemetry {
  readonly usage: UsageRecorder;
  readonly tracing: Tracing;
  /** A request to this console was answered. `route` is a pattern, never a path. */
  requested(request: { method: string; route: string; status: number; seconds: number }): void;
  searched(search: { workspaceId: string; seconds: number; results: number | null; cached: boolean }): void;
  /** Documents were indexed: texts embedded, texts known already, tokens billed. */
  indexed(indexing: { workspaceId: string; model: string; embedded: number; cached: number; tokens: number }): void;
  /** An embedder was called. */
  embedded(call: { model: string; purpose: string; texts: number; seconds: number; failed: boolean }): void;
  /** A provider's API was called; `status` is null when there was no answer. */
  called(call: { workspaceId: string; kind: string; status: number | null; seconds: number }): void;
  /** A provider made work wait. */
  waited(wait: { workspaceId: string; kind: string; milliseconds: number }): void;
  /** A delivery came in. */
  delivered(delivery: { kind: string; outcome: string }): void;
  syncEnded(sync: { kind: string; status: JobStatus; seconds: number; counts: JobCounts }): void;
  /** The metrics of this process. */
  families(): MetricFamily[];
  close(): Promise<void>;
}

const searchSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const callSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const syncSeconds = [1, 5, 15, 60, 300, 900, 3_600, 14_400];
const resultCounts = [0, 1, 3, 5, 10, 20, 50, 100];

const documentOutcomes = ["added", "updated", "deleted", "skipped", "failed", "held", "unchanged"] as const;

/** Makes the telemetry of a process. */
export function createTelemetry(given: {
  readonly database: Database;
  readonly logger: Logger;
  readonly rememberQueries: boolean;
  readonly tracing: Tracing;
}): Telemetry {
  const registry = createRegistry();
  const usage = createUsageRecorder({ ...given, write: writeUsageTo(given.database) });
  addProcessMetrics(registry);
  const requests = registry.histogram(
    "tributary_http_request_seconds",
    "Requests to the console, by route and status.",
    requestSeconds,
  );
  const searches = registry.histogram(
    "tributary_search_seconds",
    "Searches, by whether they succeeded.",
    searchSeconds,
  );
  const searchResults = registry.histogram("tributary_search_results", "Results of searches.", resultCounts);
  const searchCache = registry.counter("tributary_search_cache_total", "Searches, by whether the cache answered.");
  const texts = registry.counter("tributary_embedding_texts_total", "Texts indexed: embedded, or known already.");
  const tokens = registry.counter("tributary_embedding_tokens_total", "Tokens that embedding providers billed.");
  const embeddings = registry.histogram("tributary_embedding_seconds", "Calls of embedders.", callSeconds);
  const embeddingTexts = registry.counter("tributary_embedding_call_texts_total", "Texts in calls of embedders.");
  const calls = registry.histogram("tributary_api_call_seconds", "Requests to the APIs of sources.", callSeconds);
  const waits = registry.counter("tributary_api_waits_total", "Times a provider made a sync wait.");
  const waitSeconds = registry.counter("tributary_api_wait_seconds_total", "Seconds providers made syncs wait.");
  const deliveries = registry.counter("tributary_webhook_deliveries_total", "Webhook deliveries, by what they got.");
  const syncs = registry.histogram("tributary_sync_seconds", "Syncs that ended, by kind and status.", syncSeconds);
  const documents = registry.counter("tributary_sync_documents_total", "What syncs did, in documents.");
  return {
    usage,
    tracing: given.tracing,
    requested({ method, route, status, seconds }) {
      requests.observe({ method, route, status: String(status) }, seconds);
    },
    searched({ workspaceId, seconds, results, cached }) {
      searches.observe({ outcome: results === null ? "failed" : "answered" }, seconds);
      usage.count(workspaceId, "searches");
      usage.count(workspaceId, "searches.milliseconds", seconds * 1_000);
      if (results === null) {
        usage.count(workspaceId, "searches.failed");
        return;
      }
      searchResults.observe({}, results);
      searchCache.add({ outcome: cached ? "hit" : "miss" });
      if (cached) usage.count(workspaceId, "searches.cached");
      if (results === 0) usage.count(workspaceId, "searches.empty");
    },
    indexed({ workspaceId, model, embedded, cached, tokens: billed }) {
      texts.add({ model, outcome: "embedded" }, embedded);
      texts.add({ model, outcome: "cached" }, cached);
      tokens.add({ model }, billed);
      usage.count(workspaceId, "embeddings.texts", embedded, model);
      usage.count(workspaceId, "embeddings.cached", cached, model);
      usage.count(workspaceId, "embeddings.tokens", billed, model);
    },
    embedded({ model, purpose, texts: given, seconds, failed }) {
      embeddings.observe({ model, purpose, outcome: failed ? "failed" : "embedded" }, seconds);
      embeddingTexts.add({ model, purpose }, given);
    },
    called({ workspaceId, kind, status, seconds }) {
      calls.observe({ kind, status: statusClass(status) }, seconds);
      usage.count(workspaceId, "api.calls", 1, kind);
      if (status === null || status >= 400) usage.count(workspaceId, "api.failed", 1, kind);
    },
    waited({ workspaceId, kind, milliseconds }) {
      waits.add({ kind });
      waitSeconds.add({ kind }, milliseconds / 1_000);
      usage.count(workspaceId, "api.waits", 1, kind);
      usage.count(workspaceId, "api.wait-milliseconds", milliseconds, kind);
    },
    delivered({ kind, outcome }) {
      deliveries.add({ kind, outcome });
    },
    syncEnded({ kind, status, seconds, counts }) {
      syncs.observe({ kind, status }, seconds);
      for (const outcome of documentOutcomes) documents.add({ kind, outcome }, counts[outcome]);
    },
    families: () => registry.families(),
    close: () => usage.close(),
  };
}

function statusClass(status: number | null): string {
  if (status === null) return "none";
  return status === 429 ? "429" : `${Math.floor(status / 100)}xx`;
}
