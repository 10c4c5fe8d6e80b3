import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { z } from "zod";

const main = join(import.meta.dirname, "../../console/src/main.ts");

/** A console of its own, with a data folder that is gone when it closes. */
export interface ConsoleProcess {
  readonly url: string;
  readonly apiKey: string;
  /** Asks its API; throws with the console's own sentence when it refuses. */
  request<Schema extends z.ZodType>(
    method: "GET" | "POST",
    path: string,
    options: { readonly schema: Schema; readonly body?: unknown },
  ): Promise<z.infer<Schema>>;
  close(): Promise<void>;
}

/** Starts `tributary serve` on a free port and waits until it listens. */
export async function startConsole(): Promise<ConsoleProcess> {
  const home = mkdtempSync(join(tmpdir(), "tributary-demo-home-"));
  const child = spawn(process.execPath, [main, "--home", home, "serve", "--port", "0"], {
    env: { PATH: process.env.PATH, HOME: home },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const close = async () => {
    const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
    child.kill("SIGTERM");
    await ended;
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const { url, apiKey } = await readAddress(child);
    return {
      url,
      apiKey,
      close,
      async request(method, path, { schema, body }) {
        const response = await fetch(new URL(path, url), {
          method,
          headers: {
            authorization: `Bearer ${apiKey}`,
            ...(body !== undefined && { "content-type": "application/json" }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const answer: unknown = await response.json();
        if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
        return schema.parse(answer);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reads the console's address and key from what it prints. */
async function readAddress(child: ChildProcess): Promise<{ readonly url: string; readonly apiKey: string }> {
  const { stdout } = child;
  if (stdout === null) throw new Error("The console prints nothing.");
  let url = "";
  for await (const line of createInterface({ input: stdout })) {
    url ||= /^Tributary is at (\S+)/.exec(line)?.[1] ?? "";
    const apiKey = /API key\s+(\S+)/.exec(line)?.[1];
    if (apiKey !== undefined) {
      // What it says from here on is for a person at its own terminal.
      stdout.resume();
      return { url, apiKey };
    }
  }
  throw new Error("The console ended before it listened.");
}
