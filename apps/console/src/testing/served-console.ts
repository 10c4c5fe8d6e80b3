import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createAdaptorServer } from "@hono/node-server";
import type { SearchResult } from "@tributary/validation";
import { onTestFinished } from "vitest";
import { createApp } from "../app.ts";
import type { Runtime } from "../runtime.ts";
import { createTestClient, createTestRuntime } from "./runtime.ts";

/** How long a document may take to be found, in milliseconds, on a machine that runs other tests at the same time. */
const PATIENCE_MS = 60_000;

/** Pause between two looks, in milliseconds: looking takes time from what is looked for. */
const LOOK_MS = 100;

/** Serves a console over HTTP on a free port until the test ends; returns its address. */
export async function serveConsole(runtime: Runtime, options: Parameters<typeof createApp>[1] = {}): Promise<string> {
  const server = createAdaptorServer({ fetch: createApp(runtime, options).fetch }) as Server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A console over HTTP, with what tests ask of it. */
export async function createServedConsole(home?: string) {
  const runtime = await createTestRuntime(home);
  const { client, send } = createTestClient(runtime);
  const url = await serveConsole(runtime);
  const get = async <Body>(path: string) => (await (await send(path)).json()) as Body;
  const post = async <Body>(path: string, body: unknown = {}) => {
    const headers = { "content-type": "application/json" };
    return (await (await send(path, { method: "POST", headers, body: JSON.stringify(body) })).json()) as Body;
  };
  const search = async (query: string): Promise<readonly SearchResult[]> =>
    (await get<{ results: SearchResult[] }>(`/v1/search?q=${encodeURIComponent(query)}`)).results;
  /** Connects a source; returns its id and a secret for its webhooks, a new one unless one is given. */
  const connect = async ({
    secret: given,
    ...request
  }: {
    readonly kind: string;
    readonly config: Readonly<Record<string, unknown>>;
    readonly credentials: Readonly<Record<string, unknown>>;
    readonly secret?: string;
  }) => {
    const { source } = await post<{ source: { id: string } }>("/v1/sources", { ...request, sync: false });
    const { secret } = await post<{ secret: string | null }>(`/v1/sources/${source.id}/webhook-secrets`, {
      secret: given,
    });
    return { sourceId: source.id, secret: given ?? secret ?? "" };
  };
  /** Waits until a condition holds; returns how long that took, in milliseconds. */
  const until = async (what: string, holds: () => Promise<boolean>): Promise<number> => {
    const started = performance.now();
    while (!(await holds())) {
      if (performance.now() - started > PATIENCE_MS) throw new Error(`This did not come about in time: ${what}.`);
      await sleep(LOOK_MS);
    }
    return performance.now() - started;
  };
  return {
    ...{ runtime, client, url, send, get, post, connect, search, until },
    /** Waits until a word is found in a document of this title. */
    untilFound: (word: string, title: string) =>
      until(`${word} is found in ${title}`, async () => {
        const results = await search(word);
        return results.some((result) => result.title.includes(title) && result.snippet.includes(word));
      }),
    untilGone: (word: string) =>
      until(`${word} is gone`, async () => (await search(word)).every(({ snippet }) => !snippet.includes(word))),
    /** Waits until no delivery is pending and no run is under way. */
    untilIdle: () =>
      until("the console is idle", async () => {
        const { deliveries } = await get<{ deliveries: unknown[] }>("/v1/webhooks/deliveries?state=pending");
        const { runs } = await runtime.workflows.health();
        return deliveries.length === 0 && runs !== null && runs.queued + runs.running + runs.waiting + runs.held === 0;
      }),
  };
}
