import { setTimeout as sleep } from "node:timers/promises";
import { jobSchema, type SearchAnswer, searchAnswerSchema, sourceSchema } from "@tributary/validation";
import { z } from "zod";
import { type ConsoleProcess, startConsole } from "./console-process.ts";
import type { DemoSource } from "./seed/demo-source.ts";
import { createDemoWorld, type DemoWorld } from "./world.ts";

/** What every tool of the story has something about. */
export const SHARED_TOPIC = "Northwind rate budget 429";

const jobAnswer = z.object({ job: jobSchema });
const POLL_MS = 100;

/** A demo that has been set up: every tool connected and synced. */
export interface Demo {
  readonly console: ConsoleProcess;
  readonly world: DemoWorld;
  /** How many documents of each kind of source are searchable. */
  readonly documents: Readonly<Record<string, number>>;
  search(query: string): Promise<SearchAnswer>;
  close(): Promise<void>;
}

/** Starts the tools and a console, connects each tool as a person would, and syncs it; `say` gets a line for each. */
export async function runDemo(say: (line: string) => void): Promise<Demo> {
  const world = await createDemoWorld();
  let server: ConsoleProcess | undefined;
  try {
    server = await startConsole();
    const { request } = server;
    const documents: Record<string, number> = {};
    for (const source of world.sources) {
      const counts = await connectAndSync(server, source);
      documents[source.kind] = counts.added;
      say(`${source.kind.padEnd(8)} ${String(counts.added).padStart(4)} documents, ${counts.chunks} chunks`);
    }
    const started = server;
    return {
      console: started,
      world,
      documents,
      search: (query) =>
        request("GET", `/v1/search?${new URLSearchParams({ q: query, limit: "30" })}`, { schema: searchAnswerSchema }),
      close: async () => {
        await Promise.all([started.close(), world.close()]);
      },
    };
  } catch (error) {
    await Promise.all([server?.close(), world.close()]);
    throw error;
  }
}

async function connectAndSync({ request }: ConsoleProcess, { kind, config, credentials }: DemoSource) {
  const signIn = Object.keys(credentials).length > 0 ? { credentials } : {};
  const { source } = await request("POST", "/v1/sources", {
    schema: z.object({ source: sourceSchema }),
    body: { kind, config, ...signIn, sync: false },
  });
  let { job } = await request("POST", `/v1/sources/${source.id}/sync`, { schema: jobAnswer, body: { mode: "full" } });
  while (job.status === "queued" || job.status === "running") {
    await sleep(POLL_MS);
    job = await request("GET", `/v1/jobs/${job.id}`, { schema: jobSchema });
  }
  if (job.status !== "completed")
    throw new Error(`The sync of ${kind} ended as ${job.status}: ${job.problem?.message}`);
  return job.counts;
}
