import { setTimeout as sleep } from "node:timers/promises";
import type { ConsoleProcess } from "../testing/console-process.ts";
import type { Flow, Hit } from "./flows.ts";

/** How long something may take to come about, in milliseconds, on a machine that does much else at the same time. */
const PATIENCE_MS = 120_000;

/** Connects the provider of a flow to a console and syncs it once; returns the secret of its webhooks. */
export async function connectFlow(
  console: Pick<ConsoleProcess, "request">,
  { kind, config, credentials }: Pick<Flow, "kind" | "config" | "credentials">,
  given?: { readonly secret: string },
): Promise<{ readonly sourceId: string; readonly secret: string }> {
  const { source } = await console.request<{ source: { id: string } }>("POST", "/v1/sources", {
    ...{ kind, config, credentials, sync: false },
  });
  const path = `/v1/sources/${source.id}`;
  const { secret } = await console.request<{ secret: string | null }>("POST", `${path}/webhook-secrets`, given ?? {});
  const { job } = await console.request<{ job: { id: string } }>("POST", `${path}/sync`, {});
  await waitUntil(`${kind} is synced`, 100, async () => {
    const { status } = await console.request<{ status: string }>("GET", `/v1/jobs/${job.id}`);
    if (status === "failed") throw new Error(`The first sync of ${kind} failed.`);
    return status === "completed";
  });
  return { sourceId: source.id, secret: given?.secret ?? secret ?? "" };
}

/** Waits until a word is found in its document; looks every 20 milliseconds unless told. */
export function untilFound(
  console: Pick<ConsoleProcess, "request">,
  { word, title }: Hit,
  pauseMs = 20,
): Promise<void> {
  return waitUntil(`${word} is found in ${title}`, pauseMs, async () => {
    const { results } = await console.request<{ results: { title: string; snippet: string }[] }>(
      "GET",
      `/v1/search?q=${encodeURIComponent(word)}`,
    );
    return results.some((result) => result.title.includes(title) && result.snippet.includes(word));
  });
}

/** Looks again and again, so many milliseconds apart, until something holds. Throws when that takes two minutes. */
export async function waitUntil(what: string, pauseMs: number, holds: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error(`This did not come about in time: ${what}.`);
    await sleep(pauseMs);
  }
}
