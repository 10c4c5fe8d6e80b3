import { spawn } from "node:child_process";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";

const childFile = fileURLToPath(new URL("./sleeps-child.ts", import.meta.url));

/** What became of sleeps that were pending when the process was killed. Times in milliseconds. */
export interface SleepsReport {
  /** Pending in the file after the kill. */
  readonly pending: number;
  readonly ended: number;
  /** Ended before their instant. */
  readonly early: number;
  /** The longest an end was late by. */
  readonly latestMs: number;
  /** From the process's first line to an engine that works. */
  readonly openedMs: number;
  /** Until every run was over; the sleeps are spread over two seconds of it. */
  readonly awakeMs: number;
  readonly memoryMb: number;
}

/** Puts `runs` runs with `perRun` sleeps each to sleep, kills the process with SIGKILL, and lets another wake them. */
export async function wakeAfterKill(
  folder: string,
  compiled: string,
  runs: number,
  perRun: number,
): Promise<SleepsReport> {
  const parameters = [childFile, folder, String(runs), String(perRun)];
  await runChild([...parameters, "asleep"], compiled, "SIGKILL");
  const database = new DatabaseSync(join(folder, "engine.db"));
  const pending = Number(database.prepare("SELECT count(*) AS n FROM queue WHERE kind = 'sleep'").get()?.n);
  database.close();
  return {
    pending,
    ...(JSON.parse(await runChild([...parameters, "awake"], compiled, null)) as object),
  } as SleepsReport;
}

function runChild(parameters: readonly string[], compiled: string, expected: NodeJS.Signals | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { NODE_COMPILE_CACHE: compiled },
    });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (signal === expected && (signal !== null || code === 0)) resolve(output);
      else reject(new Error(`The process ended with ${code ?? signal}: ${errors}`));
    });
  });
}
