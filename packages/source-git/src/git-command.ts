import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { SourceError } from "@tributary/source";
import { gitArguments } from "./git-arguments.ts";

/** Bytes of git's own complaints that are kept for messages. */
const COMPLAINT_BYTES = 8 * 1024;

/** Git ran and ended with an error. `complaint` is its own explanation, one line. */
export class GitFailure extends Error {
  override readonly name = "GitFailure";
  readonly complaint: string;
  /** All that git wrote to its standard error, shortened. */
  readonly output: string;

  constructor(command: string, exitCode: number, output: string) {
    const complaint = firstComplaint(output) ?? `it ended with exit code ${exitCode}`;
    super(`git ${command}: ${complaint}`);
    this.complaint = complaint;
    this.output = output;
  }
}

/** Which git to run, and where. */
export interface Git {
  /** Program name or path. */
  readonly program: string;
  /** Options that say which repository: `--git-dir=…` or `-C …`. */
  readonly location: readonly string[];
  /** Existing folder the processes run in. */
  readonly folder: string;
}

/** A git process and the word on how it ended. */
export interface GitProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /**
   * Resolves when the process has ended and its output was read; rejects with GitFailure, or with SourceError when git
   * could not be started or was killed.
   */
  readonly ended: Promise<void>;
}

/** Starts git. `ended` never goes unhandled: whoever does not await it has no interest in it. */
export function startGit(git: Git, parameters: readonly string[], signal?: AbortSignal): GitProcess {
  const child = spawn(git.program, [...gitArguments, ...git.location, ...parameters], {
    cwd: git.folder,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  const complaints: Buffer[] = [];
  let kept = 0;
  child.stderr.on("data", (chunk: Buffer) => {
    if (kept < COMPLAINT_BYTES) complaints.push(chunk);
    kept += chunk.length;
  });
  // A process that ends before it has read its input breaks the pipe; how it ended says more.
  child.stdin.on("error", () => {});
  const abort = () => child.kill("SIGKILL");
  signal?.addEventListener("abort", abort, { once: true });
  const ended = new Promise<void>((resolve, reject) => {
    child.once("error", (error) => reject(spawnError(git, error)));
    child.once("close", (code, killedBy) => {
      const command = parameters[0] ?? "";
      const output = Buffer.concat(complaints).subarray(0, COMPLAINT_BYTES).toString("utf8");
      if (code === 0) resolve();
      else if (code !== null) reject(new GitFailure(command, code, output));
      else reject(new SourceError("unavailable", `git ${command} was ended by the signal ${killedBy}: try again.`));
    });
  }).finally(() => signal?.removeEventListener("abort", abort));
  ended.catch(() => {});
  return { child, ended };
}

/** Runs git and streams what it prints. Ends the process when the reader stops early or the signal aborts. */
export async function* streamGit(
  git: Git,
  parameters: readonly string[],
  options: { readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Buffer> {
  options.signal?.throwIfAborted();
  const { child, ended } = startGit(git, parameters, options.signal);
  child.stdin.end();
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    options.signal?.throwIfAborted();
    await ended;
  } catch (error) {
    options.signal?.throwIfAborted();
    // A program that cannot be started closes its output first and says why afterwards.
    await ended;
    throw error;
  } finally {
    child.kill("SIGKILL");
    await ended.catch(() => {});
  }
}

/** Runs git and returns what it printed; rejects with GitFailure when it ends with an error. */
export async function readGit(git: Git, parameters: readonly string[], signal?: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of streamGit(git, parameters, { signal })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function firstComplaint(output: string): string | undefined {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const line = lines.find((entry) => entry.startsWith("fatal: ")) ?? lines[0];
  return line?.replace(/^(fatal|error): /, "");
}

function spawnError({ program, folder }: Git, error: NodeJS.ErrnoException): SourceError {
  // The same code stands for a missing program and a missing folder to run it in.
  if (error.code === "ENOENT" && !existsSync(folder)) {
    return new SourceError("not-found", `There is no folder ${folder} any more: check the path of this git source.`);
  }
  if (error.code === "ENOENT") {
    return new SourceError(
      "invalid-config",
      `The program "${program}" was not found: install git and make sure it is on the PATH of this process.`,
    );
  }
  if (error.code === "EACCES") {
    return new SourceError("invalid-config", `The program "${program}" may not be run by this user.`);
  }
  return new SourceError(
    "unavailable",
    `The program "${program}" could not be started: ${error.code ?? error.message}.`,
  );
}
