import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const childFile = fileURLToPath(new URL("./faults-child.ts", import.meta.url));

/** A process whose surroundings are made to fail while it works. */
export interface FaultyProcess {
  readonly child: ChildProcess;
  /** Everything it said so far. */
  readonly said: () => string;
  /** Resolves when it has said a line that contains `text`. */
  hears(text: string): Promise<void>;
  /** How it ended; rejects never. */
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

/** What the process is to do, and the size no file of its own may exceed, in kilobytes. */
export interface FaultyOptions {
  readonly folder: string;
  readonly compiled: string;
  readonly steps: number;
  readonly kilobytes: number;
  readonly stepMs: number;
  readonly fileLimitKilobytes?: number;
}

/** Starts the process. A file limit answers writes with EFBIG as a full disk answers with ENOSPC, without a disk. */
export function spawnFaulty(options: FaultyOptions): FaultyProcess {
  const { folder, compiled, steps, kilobytes, stepMs, fileLimitKilobytes } = options;
  const parameters = [childFile, folder, String(steps), String(kilobytes), String(stepMs)];
  const stdio = ["ignore", "pipe", "pipe"] as const;
  const env = { NODE_COMPILE_CACHE: compiled, PATH: "/usr/bin:/bin" };
  // bash counts in kilobytes; without the trap the signal that goes with EFBIG would end the process.
  const limited = `trap '' XFSZ; ulimit -S -f ${fileLimitKilobytes}; exec "$@"`;
  const child =
    fileLimitKilobytes === undefined
      ? spawn(process.execPath, parameters, { stdio: [...stdio], env })
      : spawn("bash", ["-c", limited, "bash", process.execPath, ...parameters], { stdio: [...stdio], env });
  let output = "";
  let errors = "";
  let waiting: { readonly text: string; readonly resolve: () => void }[] = [];
  child.stdout?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    for (const { text, resolve } of waiting) if (output.includes(text)) resolve();
    waiting = waiting.filter(({ text }) => !output.includes(text));
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.on("close", (code) => resolve({ code, errors }));
  });
  return {
    child,
    said: () => output,
    hears: (text) =>
      new Promise((resolve, reject) => {
        if (output.includes(text)) return resolve();
        waiting.push({ text, resolve });
        void ended.then(() => reject(new Error(`The process ended without saying "${text}": ${output}${errors}`)));
      }),
    ended,
  };
}
