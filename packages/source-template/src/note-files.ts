import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** A note as the directory lists it, unread. */
export interface NoteEntry {
  /** File name without `.json`. */
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly size: number;
}

/** A note with its bytes, and the entry as it was when they were read. */
export interface NoteFile extends NoteEntry {
  /** Null when the file is larger than asked for. */
  readonly bytes: Uint8Array | null;
}

/**
 * The only way this source reaches the world. Throws what the file system throws; for a service with an API, this is
 * where its client goes.
 */
export interface NoteFiles {
  /** Every note, by name. */
  list(directory: string, signal?: AbortSignal): Promise<readonly NoteEntry[]>;
  /** One note, or null when there is none of that name. Throws when the directory itself is gone. */
  read(directory: string, name: string, maxBytes: number, signal?: AbortSignal): Promise<NoteFile | null>;
}

const SUFFIX = ".json";

/** Notes in a directory of this machine. Its folders, links and files of other names are no notes. */
export const noteFiles: NoteFiles = {
  async list(directory, signal) {
    const entries: NoteEntry[] = [];
    for (const entry of await readdir(directory, { withFileTypes: true })) {
      signal?.throwIfAborted();
      if (!entry.isFile() || !entry.name.endsWith(SUFFIX)) continue;
      const stats = await stat(join(directory, entry.name)).catch(nullWhenMissing);
      if (stats === null) continue;
      entries.push({ name: entry.name.slice(0, -SUFFIX.length), modifiedAt: stats.mtimeMs, size: stats.size });
    }
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  },

  async read(directory, name, maxBytes, signal) {
    // Names come from references: one that leads elsewhere is no note.
    if (/[/\\\0]/.test(name)) return null;
    const handle = await open(join(directory, `${name}${SUFFIX}`)).catch(nullWhenMissing);
    if (handle === null) {
      // An unmounted directory must not look like a directory whose notes were all deleted.
      await stat(directory);
      return null;
    }
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return null;
      const { mtimeMs: modifiedAt, size } = stats;
      const bytes = size > maxBytes ? null : await handle.readFile({ signal });
      return { name, modifiedAt, size, bytes };
    } finally {
      await handle.close();
    }
  },
};

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
