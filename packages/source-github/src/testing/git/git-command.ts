import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

const settings = [
  "core.quotePath=false",
  "gc.auto=0",
  "core.fsync=none",
  "fastimport.unpackLimit=0",
  "pack.compression=1",
];

/** Options in front of every git command: nothing of the user's configuration that changes what is printed. */
const gitOptions = [
  "--no-pager",
  "--no-optional-locks",
  "--literal-pathspecs",
  ...settings.flatMap((one) => ["-c", one]),
];

const environment = {
  PATH: "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin",
  LC_ALL: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
};

/** A git command that failed: which one, and the first line it printed. */
export class GitCommandError extends Error {
  override readonly name = "GitCommandError";
}

/** Starts git in a repository's folder; the caller reads and ends it. */
export function startGit(folder: string, parameters: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn("git", [...gitOptions, ...parameters], { cwd: folder, env: environment, stdio: "pipe" });
}

/** Runs git and returns what it printed; throws GitCommandError when it exits with another code than 0. */
export function runGit(folder: string, parameters: readonly string[], input?: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = startGit(folder, parameters);
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.stdin.on("error", () => {});
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) return resolve(Buffer.concat(output));
      const [line] = Buffer.concat(errors).toString().trim().split("\n");
      reject(new GitCommandError(`git ${parameters[0]} ended with ${code}: ${line}`));
    });
    child.stdin.end(input);
  });
}
