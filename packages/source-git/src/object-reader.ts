import { Socket } from "node:net";
import { type Git, GitFailure, type GitProcess, startGit } from "./git-command.ts";
import { createObjectParser, type GitObject } from "./object-parser.ts";

/** Milliseconds without a request after which the process is ended. */
const IDLE_MILLISECONDS = 10_000;

/** Processes in a row that may end without one answer before git itself is taken to be at fault. */
const BARREN_STARTS = 3;

/** Reads objects through one long-lived `git cat-file --batch`. */
export interface ObjectReader {
  /**
   * Reads one object by name (`<sha>` or `<commit>:<path>`, without a newline); null when there is none. Rejects with
   * GitFailure when it is damaged, and with the signal's reason when that aborts.
   */
  read(name: string, signal?: AbortSignal): Promise<GitObject | null>;
  /** Ends the process; requests that wait are rejected. A later read starts another. */
  close(): Promise<void>;
}

interface Waiting {
  readonly name: string;
  abandoned: boolean;
  resolve(object: GitObject | null): void;
  reject(error: unknown): void;
}

interface Worker {
  readonly process: GitProcess;
  answered: boolean;
}

/**
 * Makes a reader. The process starts with the first request, never keeps Node.js from exiting while it waits for one,
 * and ends after ten idle seconds, or when nobody waits any more for what it reads. A damaged object ends git: a new
 * process then goes on behind it.
 */
export function createObjectReader(git: Git, idleMilliseconds = IDLE_MILLISECONDS): ObjectReader {
  let waiting: Waiting[] = [];
  let worker: Worker | null = null;
  let barrenStarts = 0;
  let idle: NodeJS.Timeout | undefined;

  function start(): Worker {
    const process = startGit(git, ["cat-file", "--batch"]);
    const started: Worker = { process, answered: false };
    const parse = createObjectParser((object) => {
      if (worker !== started) return;
      started.answered = true;
      barrenStarts = 0;
      waiting.shift()?.resolve(object);
      if (waiting.length === 0) rest(started);
    });
    process.child.stdout.on("data", parse);
    process.ended.then(
      () => recover(started, new GitFailure("cat-file", 0, "it ended before it had answered")),
      (error: unknown) => recover(started, error),
    );
    return started;
  }

  function recover(ended: Worker, error: unknown) {
    if (worker !== ended) return;
    worker = null;
    if (waiting.length === 0) return;
    if (!ended.answered) barrenStarts += 1;
    // The first request in line is the one git ended over.
    const failed = waiting.splice(0, barrenStarts >= BARREN_STARTS ? waiting.length : 1);
    for (const request of failed) request.reject(error);
    if (waiting.length === 0) return;
    worker = start();
    worker.process.child.stdin.write(waiting.map((request) => `${request.name}\n`).join(""));
  }

  function rest(resting: Worker) {
    hold(resting.process, false);
    idle = setTimeout(() => {
      if (waiting.length === 0) stop(resting);
    }, idleMilliseconds);
    idle.unref();
  }

  function stop(stopped: Worker) {
    if (worker === stopped) worker = null;
    clearTimeout(idle);
    stopped.process.child.kill("SIGKILL");
  }

  function abandon(request: Waiting, reason: unknown) {
    request.abandoned = true;
    request.reject(reason);
    if (!waiting.every(({ abandoned }) => abandoned)) return;
    waiting = [];
    if (worker !== null) stop(worker);
  }

  function ask(name: string, resolve: Waiting["resolve"], reject: Waiting["reject"]): Waiting {
    clearTimeout(idle);
    const request = { name, abandoned: false, resolve, reject };
    waiting.push(request);
    worker ??= start();
    hold(worker.process, true);
    worker.process.child.stdin.write(`${name}\n`);
    return request;
  }

  return {
    async read(name, signal) {
      signal?.throwIfAborted();
      let stopListening: (() => void) | undefined;
      try {
        return await new Promise((resolve, reject) => {
          const request = ask(name, resolve, reject);
          if (signal === undefined) return;
          const abort = () => abandon(request, signal.reason);
          signal.addEventListener("abort", abort, { once: true });
          stopListening = () => signal.removeEventListener("abort", abort);
        });
      } finally {
        stopListening?.();
      }
    },
    async close() {
      const last = worker;
      for (const request of waiting.splice(0)) request.reject(new Error("The git source was closed."));
      if (last === null) return;
      hold(last.process, true);
      stop(last);
      await last.process.ended.catch(() => {});
    },
  };
}

/** Whether the process keeps Node.js from exiting. */
function hold({ child }: GitProcess, held: boolean) {
  // The pipes of a child are sockets, though their types do not say so.
  const pipes = [child.stdin, child.stdout, child.stderr].filter((pipe) => pipe instanceof Socket);
  for (const part of [child, ...pipes]) {
    if (held) part.ref();
    else part.unref();
  }
}
