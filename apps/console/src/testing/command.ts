import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const main = join(import.meta.dirname, "../main.ts");

/** What a command printed and how it ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `tributary …` as a process of its own, with nothing of this machine's settings, until it ends. */
export async function tributary(
  home: string,
  parameters: readonly string[],
  options: { readonly imports?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<CommandResult> {
  const imports = (options.imports ?? []).flatMap((file) => ["--import", file]);
  const child = spawn(process.execPath, [...imports, main, "--home", home, ...parameters], {
    env: { PATH: process.env.PATH ?? "", HOME: home, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code, signal] = await once(child, "close");
  return { code, signal, stdout, stderr };
}

/** The last line of a command's JSON output. */
export function lastObject(result: CommandResult): Record<string, unknown> {
  const line = result.stdout.trim().split("\n").at(-1) ?? "";
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`No JSON in the output (exit ${result.code}):\n${result.stdout}\n${result.stderr}`);
  }
}
