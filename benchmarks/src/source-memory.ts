import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchRow } from "./row.ts";
import { connectable, type SourceKind } from "./source-memory-data.ts";
import type { FakeReady } from "./source-memory-fake.ts";
import type { SourceMemory } from "./source-memory-sync.ts";

const bytesPerMegabyte = 1_024 * 1_024;

/**
 * Measures the most memory each source takes to read the largest data set of its fake, each in a process of its own, with
 * the young generation the console gives its processes. Code is compiled beforehand, as it is in a published package.
 */
export async function benchSourceMemory(kinds: readonly SourceKind[] = sourceKinds): Promise<BenchRow[]> {
  const cache = mkdtempSync(join(tmpdir(), "tributary-bench-source-memory-"));
  try {
    const rows: BenchRow[] = [];
    for (const kind of kinds) {
      const { documents, peak, seconds } = await measure(kind, cache);
      const what = `${kind}, ${documents.toLocaleString("en-US")} documents`;
      rows.push({ name: `${what}: peak RSS`, value: peak / bytesPerMegabyte, unit: "MB", goal: "< 300" });
      rows.push({ name: `${what}: time`, value: seconds, unit: "s" });
    }
    return rows;
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** Every kind there is a fake of. */
export const sourceKinds = Object.keys(connectable) as SourceKind[];

async function measure(kind: SourceKind, cache: string): Promise<SourceMemory> {
  const fake = start("source-memory-fake.ts", kind, cache);
  try {
    const [connection] = (await once(fake, "message")) as [FakeReady];
    const first = start("source-memory-sync.ts", kind, cache);
    await once(first, "message");
    first.disconnect();
    await once(first, "exit");
    const reader = start("source-memory-sync.ts", kind, cache);
    await once(reader, "message");
    reader.send(connection as object);
    const [report, code] = await Promise.race([
      once(reader, "message").then(([read]) => [read as SourceMemory, 0] as const),
      once(reader, "exit").then(([status]) => [undefined, Number(status)] as const),
    ]);
    if (report === undefined) throw new Error(`The ${kind} source ended with status ${code}: its error is above.`);
    return report;
  } finally {
    fake.disconnect();
  }
}

function start(file: string, kind: SourceKind, cache: string): ChildProcess {
  return fork(join(import.meta.dirname, file), [kind], {
    // Garbage of 40,000 requests would wait in one of 16 MB and more for 110 MB longer (Notion); it takes no more time.
    execArgv: ["--max-semi-space-size=8"],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
}
