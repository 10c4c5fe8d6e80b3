import { setTimeout as sleep } from "node:timers/promises";
import {
  connectedSourceSchema,
  isJobActive,
  type Job,
  type JobCounts,
  jobSchema,
  noCounts,
  type SyncMode,
} from "@tributary/validation";
import { z } from "zod";
import type { ApiClient } from "./client.ts";
import type { Output } from "./output.ts";

/** Milliseconds between two looks at a running job: short for short syncs, without costing a long one much. */
const LOOK_MS = 50;
const LONGEST_LOOK_MS = 500;

const requestedSchema = z.object({ job: jobSchema, created: z.boolean() });
const countedSchema = z.object({
  documents: z.object({ searchable: z.number() }),
  problems: z.array(z.object({ id: z.string(), path: z.string().nullable(), status: z.string(), message: z.string() })),
});

/** What a sync came to, in the form scripts rely on. */
export interface SyncSummary {
  readonly status: "completed" | "completed_with_failures" | "failed";
  readonly documents: number;
  readonly added: number;
  readonly updated: number;
  readonly deleted: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly chunks: number;
  readonly embedded: number;
  readonly seconds: number;
}

/** What to connect, as `POST /v1/sources` takes it. */
export interface SourceRequest {
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly credentials?: Readonly<Record<string, unknown>>;
}

/** A git repository on this machine. */
export function gitAt(path: string): SourceRequest {
  return { kind: "git", config: { path } };
}

/**
 * Connects a source when it is new, syncs it and waits. A sync that an earlier process left unfinished is
 * brought to its end first, then the repository is synced as it is now; both count. Prints the summary.
 */
export async function syncSource(
  client: ApiClient,
  options: {
    /** One to connect, or the id of one that is. */
    readonly source: SourceRequest | string;
    readonly mode: SyncMode;
    readonly output: Output;
    readonly signal: AbortSignal;
  },
): Promise<SyncSummary> {
  const { output, signal, mode } = options;
  const started = performance.now();
  const connectFirst = async (source: SourceRequest) => {
    const body = { ...source, sync: false };
    return (await client.request("POST", "/v1/sources", { schema: connectedSourceSchema, body, signal })).source.id;
  };
  const sourceId = typeof options.source === "string" ? options.source : await connectFirst(options.source);
  const path = `/v1/sources/${encodeURIComponent(sourceId)}`;
  const request = () => client.request("POST", `${path}/sync`, { schema: requestedSchema, body: { mode }, signal });

  const finished: Job[] = [];
  for (let resumed = true; resumed; ) {
    const requested = await request();
    resumed = !requested.created;
    if (resumed) output.note("Taking up the sync that was not finished.");
    finished.push(await wait(client, requested.job, options));
    if (finished.at(-1)?.status === "failed") break;
  }
  output.progressDone();

  const { documents, problems } = await client.request("GET", path, {
    schema: countedSchema,
    signal,
  });
  const counts = finished.map((job) => job.counts).reduce(add, noCounts);
  const last = finished.at(-1);
  const { added, updated, deleted, unchanged, failed, chunks, embedded } = counts;
  const summary: SyncSummary = {
    status: statusOf(finished),
    documents: documents.searchable,
    added,
    updated,
    deleted,
    unchanged,
    failed,
    chunks,
    embedded,
    seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
  };
  report(summary, { output, counts, problem: last?.problem?.message, problems, sourceId });
  return summary;
}

async function wait(
  client: ApiClient,
  job: Job,
  { output, signal }: { output: Output; signal: AbortSignal },
): Promise<Job> {
  let current = job;
  for (let look = LOOK_MS; isJobActive(current.status); look = Math.min(look * 1.2, LONGEST_LOOK_MS)) {
    await sleep(look, undefined, { signal });
    current = await client.request("GET", `/v1/jobs/${job.id}`, { schema: jobSchema, signal });
    output.progress(current);
  }
  return current;
}

function statusOf(finished: readonly Job[]): SyncSummary["status"] {
  const last = finished.at(-1);
  if (!last || last.status === "failed" || last.status === "cancelled") return "failed";
  // What a resumed sync could not do, the sync after it tried again: the last one's word counts.
  return last.status === "completed" ? "completed" : "completed_with_failures";
}

function add(left: JobCounts, right: JobCounts): JobCounts {
  const keys = Object.keys(noCounts) as (keyof JobCounts)[];
  return Object.fromEntries(keys.map((key) => [key, left[key] + right[key]])) as JobCounts;
}

function report(
  summary: SyncSummary,
  details: {
    output: Output;
    counts: JobCounts;
    problem: string | undefined;
    sourceId: string;
    problems: z.infer<typeof countedSchema>["problems"];
  },
): void {
  const { output, counts, problem, problems, sourceId } = details;
  const { status, documents, added, updated, deleted, unchanged, chunks, embedded, seconds } = summary;
  if (status === "failed") output.note(`The sync failed: ${problem ?? "it was cancelled"}`);
  for (const failure of problems.filter((entry) => entry.status === "failed").slice(0, 10)) {
    output.note(`  ${failure.path ?? failure.id}: ${failure.message}`);
  }
  if (counts.held > 0) {
    output.note(
      `${counts.held} documents are gone from the listing, more than a quarter: sync again to confirm their deletion, or see \`tributary deletions ${sourceId}\`.`,
    );
  }
  if (status !== "failed") {
    const outcome = counts.failed > 0 ? `completed with ${counts.failed} failures` : "completed";
    output.line(
      `Sync ${outcome} in ${seconds.toFixed(1)} s: ${documents.toLocaleString("en-US")} documents searchable.`,
    );
    output.line(
      `  ${added} added, ${updated} updated, ${deleted} deleted, ${unchanged} unchanged, ${counts.skipped} skipped.`,
    );
    output.line(`  ${chunks} chunks written, ${embedded} texts embedded, ${counts.cached} embeddings reused.`);
  }
  output.object(summary);
}
