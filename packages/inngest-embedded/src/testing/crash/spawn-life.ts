import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const childFile = fileURLToPath(new URL("./child.ts", import.meta.url));

/** How a process that ran the workload ended. */
export interface LifeEnd {
  readonly killed: boolean;
  /** The points it passed, when it was not killed. */
  readonly points: number;
}

/** How a process is to run the workload. */
export interface SpawnOptions {
  readonly folder: string;
  /** Node's compile cache, shared by all lives: most of a short one is loading the SDK. */
  readonly compiled: string;
  readonly which: "all" | "timeless";
  readonly outsideUrl: string;
  /** Killed from inside at this point; 0: not. */
  readonly killAt?: number;
  /** Killed from outside this many milliseconds after it began to work. */
  readonly killAfterMs?: number;
  readonly lostMs?: number;
}

/** Runs one life of the workload in a process of its own. Rejects when it fails by itself. */
export function spawnLife(options: SpawnOptions): Promise<LifeEnd> {
  const { folder, compiled, which, outsideUrl, killAt = 0, killAfterMs, lostMs = 0 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [childFile, folder, String(killAt), String(lostMs), which, outsideUrl], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { NODE_COMPILE_CACHE: compiled },
    });
    let output = "";
    let errors = "";
    let timer: NodeJS.Timeout | undefined;
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (killAfterMs !== undefined && !timer) timer = setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (signal === "SIGKILL") resolve({ killed: true, points: 0 });
      else if (code === 0) resolve({ killed: false, points: Number(output.split("\n")[1]) });
      else reject(new Error(`The workload failed with exit code ${code} (${signal}): ${errors}`));
    });
  });
}
