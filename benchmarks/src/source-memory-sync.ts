// Reads one source through as a host does, keeping nothing, and tells what it took. A process of its own, so that the peak
// is that of a source and nothing else.
import { readFileSync } from "node:fs";
import { readAll, type SourceDefinition } from "@tributary/source";
import type { Connection, SourceKind } from "./source-memory-data.ts";

/** What reading a source through took. */
export interface SourceMemory {
  readonly documents: number;
  /** Most resident memory the kernel counted, in bytes; Linux only. */
  readonly peak: number;
  readonly seconds: number;
}

const definitions: Record<SourceKind, () => Promise<SourceDefinition>> = {
  github: async () => (await import("@tributary/source-github")).githubSource,
  linear: async () => (await import("@tributary/source-linear")).linearSource,
  notion: async () => (await import("@tributary/source-notion")).notionSource,
  slack: async () => (await import("@tributary/source-slack")).slackSource,
  vercel: async () => (await import("@tributary/source-vercel")).vercelSource,
};

const definition = await definitions[process.argv[2] as SourceKind]();
process.once("message", async ({ config, credentials }: Connection) => {
  const source = definition.create(definition.configSchema.parse(config), {
    credentials: definition.credentialsSchema.parse(credentials),
  });
  const started = performance.now();
  let documents = 0;
  for await (const _document of readAll(source)) documents += 1;
  const seconds = (performance.now() - started) / 1_000;
  await source.close?.();
  const report: SourceMemory = { documents, peak: peakOf(readFileSync("/proc/self/status", "utf8")), seconds };
  process.send?.(report, () => process.exit());
});
process.send?.("ready");

function peakOf(status: string): number {
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) * 1_024;
}
