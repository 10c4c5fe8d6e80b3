import * as nodeModule from "node:module";
import * as v8 from "node:v8";

/**
 * Keeps LanceDB's native library from printing its warnings about index training to standard error. It reads its setting
 * when it is loaded, so this comes before everything that imports it.
 */
export function quietNativeLogs(): void {
  process.env.LANCEDB_LOG ??= "error";
}

/**
 * Keeps glibc from holding on to memory that native threads have freed: a third less resident memory while LanceDB
 * works. Read when a process starts; other systems ignore it.
 */
const releaseFreedMemory = {
  MALLOC_ARENA_MAX: "2",
  MALLOC_MMAP_THRESHOLD_: "131072",
  MALLOC_TRIM_THRESHOLD_: "131072",
};

/** Keeps V8's young generation, of which every thread has one, from growing to several times what a sync needs. */
const smallYoungGeneration = "--max-semi-space-size=8";

/**
 * How much the heap may grow, in percent of what is alive, before it is collected again; V8 would let it grow to four
 * times that. Costs 4 % of the time of a sync and saves 100 MB. V8 looks at it in every collection and, unlike Node,
 * passes over what a later version may not know.
 */
const heapGrowth = "--heap-growing-percent=100";

/**
 * Replaces this process by one with the memory settings above, which cannot be changed in one that runs; where the
 * system cannot do that (Windows), or somebody has set them, it goes on as it is. Costs 30 ms.
 */
export function startWithMemorySettings(): void {
  v8.setFlagsFromString(heapGrowth);
  if (process.execve === undefined || process.platform === "win32" || process.env.MALLOC_ARENA_MAX) return;
  const command = [process.execPath, ...process.execArgv, smallYoungGeneration, ...process.argv.slice(1)];
  process.execve(process.execPath, command, { ...process.env, ...releaseFreedMemory });
}

/** How to start the workflow process: with the settings of `startWithMemorySettings`, and without compiling its modules anew. */
export function workflowProcessSettings(): { readonly execArgv: string[]; readonly env: NodeJS.ProcessEnv } {
  const compileCache = nodeModule.getCompileCacheDir();
  return {
    execArgv: [...process.execArgv.filter((option) => option !== smallYoungGeneration), smallYoungGeneration],
    env: { ...releaseFreedMemory, ...(compileCache && { NODE_COMPILE_CACHE: compileCache }), ...process.env },
  };
}

/** What a tool of the checkout is started with: where programs are, and none of the console's settings. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env;
  return {
    NODE_ENV: "production",
    ...(PATH && { PATH }),
    ...(HOME && { HOME }),
    ...(TMPDIR && { TMPDIR }),
    ...(SystemRoot && { SystemRoot }),
  };
}
