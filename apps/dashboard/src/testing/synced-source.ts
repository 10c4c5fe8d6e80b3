import { setTimeout as sleep } from "node:timers/promises";
import type { Site } from "./site.ts";

/** What a sync came to. */
export interface EndedJob {
  readonly id: string;
  readonly sourceId: string;
  readonly status: string;
}

/** Pause between two looks, in milliseconds. */
const LOOK_MS = 100;

/** Connects a source by the API and waits until its first sync is over. */
export async function syncedSource(
  site: Site,
  request: {
    readonly kind: string;
    readonly name?: string;
    readonly config: Readonly<Record<string, unknown>>;
    readonly credentials?: Readonly<Record<string, unknown>>;
  },
): Promise<EndedJob> {
  const body = { ...request, sync: false };
  const { source } = await site.request<{ source: { id: string } }>("POST", "/v1/sources", body);
  return syncAgain(site, source.id);
}

/** Syncs a source again and waits until that is over. */
export async function syncAgain(site: Site, sourceId: string, mode = "incremental"): Promise<EndedJob> {
  const { job } = await site.request<{ job: EndedJob }>("POST", `/v1/sources/${sourceId}/sync`, { mode });
  return endOf(site, job.id);
}

/** Waits until a job is over. */
export async function endOf(site: Site, jobId: string): Promise<EndedJob> {
  for (;;) {
    const job = await site.request<EndedJob & { readonly finishedAt: string | null }>("GET", `/v1/jobs/${jobId}`);
    if (job.finishedAt !== null) return job;
    await sleep(LOOK_MS);
  }
}

/** How many hits of a search hold a text in their snippet: others may be alike. */
export async function hitsWith(site: Site, text: string): Promise<number> {
  const path = `/v1/search?q=${encodeURIComponent(text)}&limit=100`;
  const { results } = await site.request<{ results: { snippet: string }[] }>("GET", path);
  return results.filter(({ snippet }) => snippet.includes(text)).length;
}
