import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { toolEnvironment } from "../env/process-settings.ts";
import { modifiedAt } from "./files.ts";

/** Longest a build may take, in milliseconds. */
const BUILD_MAX_MS = 300_000;

/** How many lines of a failed build's output are kept. */
const LINES_KEPT = 40;

/** Age at which a folder of a build that never ended is removed, in milliseconds. */
const ABANDONED_MS = 3_600_000;

/** What a build is made from, in the dashboard's folder. */
const inputs = ["src", "public", "index.html", "vite.config.ts", "package.json"];

/** When the newest of the dashboard's sources was changed, in whole milliseconds; null where there are none: then nothing can be built. */
export async function newestSource(folder: string): Promise<number | null> {
  if ((await modifiedAt(join(folder, "src"))) === null) return null;
  const times = await Promise.all(inputs.map((name) => newestBelow(join(folder, name))));
  // Times of files are finer than those of clocks.
  return Math.floor(Math.max(...times));
}

async function newestBelow(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const names = await readdir(path);
  // A folder's own time tells of files that were removed.
  return Math.max(found.mtimeMs, ...(await Promise.all(names.map((name) => newestBelow(join(path, name))))));
}

/** How a build ended: in place, or with the last lines of what it printed. */
export type BuildEnd = { readonly ok: true } | { readonly ok: false; readonly output: string };

/**
 * Builds the dashboard with its own Vite, at a lower priority, into a folder that takes the place of `dist` when it is whole.
 * Its index.html then has the time the build began: what was changed during it is built again.
 */
export async function buildDashboard(folder: string): Promise<BuildEnd> {
  const vite = join(folder, "node_modules/vite/bin/vite.js");
  if ((await modifiedAt(vite)) === null) {
    return { ok: false, output: `There is no ${vite}: install the packages with \`pnpm install\`.` };
  }
  const workshop = join(folder, "node_modules/.dashboard-build");
  await mkdir(workshop, { recursive: true });
  await removeAbandoned(workshop);
  const room = await mkdtemp(join(workshop, "new-"));
  // Made by Vite, for everybody to read; what mkdtemp makes is for its owner alone.
  const made = join(room, "dist");
  try {
    const startedAt = new Date();
    const place = ["--outDir", relative(folder, made), "--emptyOutDir", "--logLevel", "warn"];
    const child = spawn(process.execPath, [vite, "build", ...place], {
      cwd: folder,
      env: toolEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
      signal: AbortSignal.timeout(BUILD_MAX_MS),
    });
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    const { code, output } = await untilEnded(child);
    const index = join(made, "index.html");
    if (code !== 0 || (await modifiedAt(index)) === null) return { ok: false, output };
    await utimes(index, startedAt, startedAt);
    await putInPlace(made, join(folder, "dist"), workshop);
    return { ok: true };
  } finally {
    await rm(room, { recursive: true, force: true });
  }
}

async function untilEnded(child: ChildProcess): Promise<{ readonly code: number | null; readonly output: string }> {
  let lines: string[] = [];
  const keep = (text: string) => {
    lines = [...lines, ...stripVTControlCharacters(text).split("\n")].filter((line) => line.trim()).slice(-LINES_KEPT);
  };
  child.stdout?.setEncoding("utf8").on("data", keep);
  child.stderr?.setEncoding("utf8").on("data", keep);
  // Nobody is left to put it in place when this process ends first.
  const stop = () => void child.kill("SIGKILL");
  process.once("exit", stop);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return { code, output: lines.join("\n") };
  } catch (error) {
    stop();
    return { code: null, output: [...lines, error instanceof Error ? error.message : String(error)].join("\n") };
  } finally {
    process.off("exit", stop);
  }
}

/** A folder cannot be renamed over another that holds something; another console may do the same at this moment. */
async function putInPlace(made: string, dist: string, workshop: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const old = await mkdtemp(join(workshop, "old-"));
    try {
      await rename(dist, join(old, "dist")).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      });
      await rename(made, dist);
      return;
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (attempt === 5 || !["ENOTEMPTY", "EEXIST"].includes(code)) throw error;
    } finally {
      await rm(old, { recursive: true, force: true });
    }
  }
}

async function removeAbandoned(workshop: string): Promise<void> {
  for (const name of await readdir(workshop)) {
    const path = join(workshop, name);
    const at = await modifiedAt(path);
    if (at !== null && Date.now() - at > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}
