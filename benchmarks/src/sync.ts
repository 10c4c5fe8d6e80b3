import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateRepository } from "./repository.ts";
import type { BenchRow } from "./row.ts";

const program = join(import.meta.dirname, "../../apps/console/src/main.ts");

/** Milliseconds between two readings of a process's memory. */
const MEMORY_INTERVAL_MS = 50;

/** Room for the paths of a repository of a million files. */
const LISTING_BYTES = 256 * 1024 * 1024;

interface Synced {
  readonly summary: Record<string, number> & { readonly status: string };
  /** Wall-clock seconds of the whole process, start-up included. */
  readonly seconds: number;
  /** Highest resident set, in MB, as the kernel counted it. */
  readonly peakMegabytes: number;
}

/**
 * Measures `tributary sync` as a process of its own: first sync, second with nothing changed, one line changed, a file
 * moved, a file deleted. Uses a generated repository of `files` files, or a clone of the one at `git`.
 */
export async function benchSync(options: { files: number; git?: string }): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  const repository = join(folder, "repository");
  const home = join(folder, "home");
  try {
    if (options.git) execFileSync("git", ["clone", "--quiet", options.git, repository]);
    else {
      await generateRepository({ directory: repository, files: options.files, seed: 1 });
      execFileSync("git", ["-C", repository, "reset", "--quiet", "--hard"]);
    }
    const commit = (message: string) =>
      execFileSync("git", [
        "-C",
        repository,
        "-c",
        "user.name=Bench",
        "-c",
        "user.email=bench@example.test",
        "commit",
        "--quiet",
        "-am",
        message,
      ]);
    const label = options.git ? "given repository" : `${options.files.toLocaleString("en-US")} files`;

    const first = await sync(repository, home);
    const files = first.summary.documents ?? 0;
    const again = await sync(repository, home);
    const path =
      execFileSync("git", ["-C", repository, "ls-files", "*.md", "*.ts", "*.js", "*.py", "*.go"], {
        encoding: "utf8",
        maxBuffer: LISTING_BYTES,
      }).split("\n")[0] ?? "";
    appendFileSync(join(repository, path), "\nOne more line at the end of this file.\n");
    commit("change one file");
    const changed = await sync(repository, home);
    execFileSync("git", ["-C", repository, "mv", path, `moved-${path.replaceAll("/", "-")}`]);
    commit("move one file");
    const moved = await sync(repository, home);

    const row = (name: string, value: number, unit: string, goal?: string): BenchRow => ({
      name: `${label}: ${name}`,
      value,
      unit,
      ...(goal && { goal }),
    });
    const seconds = first.summary.seconds ?? 0;
    return [
      row("first sync", files / seconds, "files/s", "≥ 400"),
      row("first sync, documents", files, "documents"),
      row("first sync, chunks", first.summary.chunks ?? 0, "chunks"),
      row("first sync, peak RSS", first.peakMegabytes, "MB", "≤ 700"),
      row("nothing changed", again.summary.seconds ?? 0, "s", "≤ 1.5"),
      row("nothing changed, whole process", again.seconds, "s"),
      row("nothing changed, texts embedded", again.summary.embedded ?? 0, "texts", "0"),
      row("one file changed", changed.summary.seconds ?? 0, "s"),
      row("one file changed, texts embedded", changed.summary.embedded ?? 0, "texts", "its changed chunks"),
      row("one file moved, texts embedded", moved.summary.embedded ?? 0, "texts", "0"),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function sync(repository: string, home: string): Promise<Synced> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, "--home", home, "sync", "--git", repository, "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  let peakMegabytes = 0;
  const timer = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, highWaterMark(child.pid));
  }, MEMORY_INTERVAL_MS);
  await once(child, "close");
  clearInterval(timer);
  const last = output.trim().split("\n").at(-1) ?? "";
  const summary = JSON.parse(last);
  if (summary.status !== "completed") throw new Error(`The sync ended with: ${last}`);
  return { summary, seconds: (performance.now() - started) / 1000, peakMegabytes };
}

function highWaterMark(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1000;
  } catch {
    // Not Linux, or the process has just ended: the last reading stands.
    return 0;
  }
}
