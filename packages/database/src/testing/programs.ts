import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A program of this folder in a process of its own, killed with the test at the latest. */
export interface Program {
  readonly process: ChildProcess;
  /** Everything it has printed. */
  output(): string;
  /** Resolves once it has printed so many lines; rejects when it ends before. */
  prints(lines: number): Promise<void>;
  /** Resolves with its exit code once it ended, null when a signal ended it. */
  ended(): Promise<number | null>;
}

/** Starts `src/testing/<name>` with arguments. */
export function startProgram(
  name: string,
  parameters: readonly string[],
  options: { readonly imports?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Program {
  const imports = (options.imports ?? []).flatMap((file) => ["--import", join(import.meta.dirname, file)]);
  const child = spawn(process.execPath, [...imports, join(import.meta.dirname, name), ...parameters], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...options.env, NODE_NO_WARNINGS: "1" },
  });
  let output = "";
  let complaints = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const closed = once(child, "close");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await closed;
  });
  return {
    process: child,
    output: () => output,
    async prints(lines) {
      const finished = closed.then(() => "closed");
      while (output.split("\n").length <= lines) {
        if ((await Promise.race([once(child.stdout, "data"), finished])) === "closed") {
          throw new Error(`${name} ended early: ${complaints}`);
        }
      }
    },
    async ended() {
      await closed;
      return child.exitCode;
    },
  };
}
