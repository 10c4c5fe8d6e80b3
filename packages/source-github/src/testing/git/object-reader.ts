import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { startGit } from "./git-command.ts";

/** A git object: its name, kind and bytes. */
export interface GitObject {
  readonly sha: string;
  readonly type: "blob" | "tree" | "commit" | "tag";
  readonly content: Buffer;
}

/** Reads objects through one long-lived `git cat-file --batch`. */
export interface ObjectReader {
  /** Reads what an expression (`HEAD:path`, a name, a ref) stands for; null when there is no such thing. */
  read(expression: string): Promise<GitObject | null>;
  close(): void;
}

interface Waiting {
  resolve(object: GitObject | null): void;
  reject(error: Error): void;
}

/** Opens a reader on a repository; the process starts with the first read. */
export function createObjectReader(folder: string): ObjectReader {
  let child: ChildProcessWithoutNullStreams | undefined;
  let chunks: Buffer[] = [];
  let buffered = 0;
  let needed = 0;
  const waiting: Waiting[] = [];

  function start(): ChildProcessWithoutNullStreams {
    const started = startGit(folder, ["cat-file", "--batch"]);
    started.stdin.on("error", () => {});
    started.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      buffered += chunk.length;
      if (buffered >= needed) drain();
    });
    started.on("close", () => {
      if (child === started) child = undefined;
      for (const one of waiting.splice(0)) one.reject(new Error("git cat-file ended"));
    });
    return started;
  }

  function drain(): void {
    let buffer = Buffer.concat(chunks);
    for (;;) {
      const end = buffer.indexOf(10);
      if (end < 0) break;
      const [sha = "", type = "", size = ""] = buffer.subarray(0, end).toString().split(" ").slice(-3);
      const found = /^[0-9]+$/.test(size) && /^(blob|tree|commit|tag)$/.test(type);
      const total = found ? end + 1 + Number(size) + 1 : end + 1;
      if (buffer.length < total) {
        needed = total;
        break;
      }
      const content = Buffer.from(buffer.subarray(end + 1, total - 1));
      waiting.shift()?.resolve(found ? { sha, type: type as GitObject["type"], content } : null);
      buffer = buffer.subarray(total);
      needed = 0;
    }
    chunks = [buffer];
    buffered = buffer.length;
  }

  return {
    read(expression) {
      if (/[\n\r\0]/.test(expression)) return Promise.resolve(null);
      child ??= start();
      const { promise, resolve, reject } = Promise.withResolvers<GitObject | null>();
      waiting.push({ resolve, reject });
      child.stdin.write(`${expression}\n`);
      return promise;
    },
    close() {
      child?.stdin.end();
      child?.kill();
    },
  };
}
