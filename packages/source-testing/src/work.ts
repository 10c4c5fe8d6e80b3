import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { isMainThread } from "node:worker_threads";
import { expect } from "vitest";
import type { SourceWorld } from "./world.ts";

/** Kinds of open handles and requests that a source may leave behind, as Node names them. */
const kinds = new Set([
  "FSReqCallback",
  "FSReqPromise",
  "GetAddrInfoReqWrap",
  "PipeWrap",
  "ProcessWrap",
  "TCPSocketWrap",
  "TLSWrap",
  "Timeout",
]);

/** How long to look before work begins, in milliseconds: Vitest's own timers of 100 ms have run out by then. */
const LOOK_MS = 150;

/** What was open at some time. */
export interface OpenWork {
  /** Fails unless no more than that is open within so many milliseconds. */
  expectNothingLeft(withinMs: number, when: string): Promise<void>;
}

/** Remembers what is open in this process and in the world while nothing is asked of the source, to compare with later. */
export async function watchWork(world: SourceWorld): Promise<OpenWork> {
  const before = await leastOpen(world);
  return {
    async expectNothingLeft(withinMs, when) {
      const deadline = performance.now() + withinMs;
      for (;;) {
        const left = moreThan(before, openNow(world));
        if (Object.keys(left).length === 0) return;
        if (performance.now() > deadline) expect(left, `Still open ${when}`).toEqual({});
        await wait(10);
      }
    },
  };
}

/** The least of each kind over a while: what comes and goes by itself would hide as many things left behind. */
async function leastOpen(world: SourceWorld): Promise<ReadonlyMap<string, number>> {
  const deadline = performance.now() + LOOK_MS;
  let least = openNow(world);
  while (performance.now() < deadline) {
    await wait(10);
    const now = openNow(world);
    least = new Map([...least].map(([kind, count]) => [kind, Math.min(count, now.get(kind) ?? 0)]));
  }
  return least;
}

function openNow(world: SourceWorld): ReadonlyMap<string, number> {
  const open = new Map<string, number>([
    ["world.openWork()", world.openWork?.() ?? 0],
    ["child process", childProcesses()],
  ]);
  for (const kind of process.getActiveResourcesInfo()) {
    if (kinds.has(kind)) open.set(kind, (open.get(kind) ?? 0) + 1);
  }
  return open;
}

function moreThan(
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  return Object.fromEntries([...now].filter(([kind, count]) => count > (before.get(kind) ?? 0)));
}

/**
 * Child processes alive, those included that Node was told not to wait for; Linux only. Zero in a worker thread, whose
 * children cannot be told from those of other threads.
 */
function childProcesses(): number {
  if (!isMainThread) return 0;
  try {
    const tasks = readdirSync("/proc/self/task");
    const children = tasks.map((task) => readFileSync(`/proc/self/task/${task}/children`, "utf8"));
    return children.join(" ").split(/\s+/).filter(Boolean).length;
  } catch {
    // Another system, or a thread that ended meanwhile: Node's own list still counts.
    return 0;
  }
}
