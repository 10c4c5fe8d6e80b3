import { closeSync, fsyncSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** What the engine has done to the disk, counted where its calls reach Node. */
export interface DiskActivity {
  flushes: number;
  /** Bytes written to the write-ahead log. */
  walBytes: number;
}

interface FileStream {
  readonly nfd?: number;
  readonly path?: string;
}

interface StreamOperations {
  fsync?: (stream: FileStream) => number;
  write: (stream: FileStream, buffer: Uint8Array, offset: number, length: number, position?: number) => number;
}

/**
 * PGlite's Node file system with the one operation it lacks: fsync. Without it no commit ever reaches the disk, whatever
 * PostgreSQL's settings say. It is in place before PostgreSQL starts, so that recovery is flushed too.
 */
export function createDurableFileSystem(directory: string): { fs: NodeFS; activity: DiskActivity } {
  const activity: DiskActivity = { flushes: 0, walBytes: 0 };
  const fs = new NodeFS(directory);
  const init = fs.init.bind(fs);
  fs.init = async (pglite, options) => {
    const prepared = await init(pglite, options);
    const install = (module: unknown) => {
      const operations = (module as { NODEFS: { stream_ops: StreamOperations } }).NODEFS.stream_ops;
      operations.fsync = (stream) => {
        if (stream.nfd === undefined) return 0;
        fsyncSync(stream.nfd);
        activity.flushes += 1;
        return 0;
      };
      const write = operations.write;
      operations.write = (stream, buffer, offset, length, position) => {
        const written = write(stream, buffer, offset, length, position);
        if (stream.path?.includes("/pg_wal/")) activity.walBytes += written;
        return written;
      };
    };
    const preRun = [...(prepared.emscriptenOpts.preRun as ((module: unknown) => void)[]), install];
    return { emscriptenOpts: { ...prepared.emscriptenOpts, preRun } as typeof prepared.emscriptenOpts };
  };
  return { fs, activity };
}

/** Flushes every file and directory under `directory`, itself included. */
export function flushTree(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) flushTree(path);
    else if (entry.isFile()) flush(path);
  }
  flush(directory);
}

/** Flushes one file or directory. */
export function flush(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
