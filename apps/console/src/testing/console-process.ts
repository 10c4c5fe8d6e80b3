import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const main = join(import.meta.dirname, "../main.ts");

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A console in a process of its own. */
export interface ConsoleProcess {
  readonly url: string;
  readonly apiKey: string;
  /** Settles when the process is gone, however that came about. */
  readonly ended: Promise<ProcessEnd>;
  /** Asks its API; throws with the console's own sentence when it refuses. */
  request<Answer>(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<Answer>;
  /** Stops it in good order. */
  close(): Promise<ProcessEnd>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<ProcessEnd>;
}

/**
 * Starts `tributary serve` over a data folder, on a free port (or the one given) and with nothing of this machine's settings, and waits until
 * it listens. Rejects when it ends before that. What it prints to standard error is printed here.
 */
export async function startConsole(
  home: string,
  options: {
    readonly imports?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly port?: number;
  } = {},
): Promise<ConsoleProcess> {
  const imports = (options.imports ?? []).flatMap((file) => ["--import", file]);
  const child = spawn(
    process.execPath,
    [...imports, main, "--home", home, "serve", "--port", String(options.port ?? 0)],
    {
      env: { PATH: process.env.PATH ?? "", HOME: home, ...options.env },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = once(child, "close").then(([code, signal]): ProcessEnd => ({ code, signal }));
  const { url, apiKey } = await readAddress(child);
  return {
    url,
    apiKey,
    ended,
    async request<Answer>(method: string, path: string, body?: unknown) {
      const headers = {
        authorization: `Bearer ${apiKey}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      };
      const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
      const response = await fetch(new URL(path, url), init);
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer as Answer;
    },
    close() {
      child.kill("SIGTERM");
      return ended;
    },
    kill() {
      child.kill("SIGKILL");
      return ended;
    },
  };
}

/** Reads the console's address and key from what it prints. */
async function readAddress({ stdout }: ChildProcess): Promise<{ readonly url: string; readonly apiKey: string }> {
  if (stdout === null) throw new Error("The console prints nothing.");
  let url = "";
  const lines = createInterface({ input: stdout });
  for await (const line of lines) {
    url ||= /^Tributary is at (\S+)/.exec(line)?.[1] ?? "";
    const apiKey = /API key\s+(\S+)/.exec(line)?.[1];
    if (apiKey !== undefined) {
      stdout.resume();
      return { url, apiKey };
    }
  }
  throw new Error("The console ended before it listened.");
}
