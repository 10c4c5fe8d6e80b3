import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The process that owns a data folder. */
export interface DataFolderOwner {
  readonly pid: number;
  readonly command: string;
  /** Where the owner serves its API; absent while it does not. */
  readonly url?: string;
  /** When it took the folder, ISO 8601. */
  readonly since: string;
}

/**
 * The process that works with a data folder, as it noted itself there; null when there is none. Opens nothing and loads
 * nothing, for those who only want to talk to it: who wants the folder itself takes the lock.
 */
export function dataFolderOwner(directory: string): DataFolderOwner | null {
  return readOwner(ownerFileOf(resolve(directory)));
}

/** Where the owner of a data folder notes itself. */
export const ownerFileOf = (folder: string): string => join(folder, "owner.json");

/** Reads such a note; null when there is none, or its process is gone. */
export function readOwner(file: string): DataFolderOwner | null {
  try {
    const { pid, command, url, since } = JSON.parse(readFileSync(file, "utf8")) as Partial<DataFolderOwner>;
    if (typeof pid !== "number" || typeof command !== "string" || typeof since !== "string") return null;
    // Left by a process that was killed; the one that holds the lock now has not written its own yet.
    if (!isRunning(pid)) return null;
    return { pid, command, since, ...(typeof url === "string" && { url }) };
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
