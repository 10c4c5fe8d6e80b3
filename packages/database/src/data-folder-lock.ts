import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type DataFolderOwner, ownerFileOf, readOwner } from "./data-folder-owner.ts";
import { toDatabaseError } from "./error-mapping.ts";
import { DatabaseError, DataFolderBusyError } from "./errors.ts";

/** A data folder that belongs to this process. */
export interface DataFolderLock {
  /** Changes what a second process is told about the owner. */
  update(owner: { readonly command: string; readonly url?: string }): Promise<void>;
  /** Lets go; calling it again does nothing. */
  release(): Promise<void>;
}

/**
 * Takes a data folder for this process, creating it with mode 0700. The kernel frees it when the process ends, however it
 * ends. Throws DataFolderBusyError, at once, when another process owns it.
 */
export async function lockDataFolder(
  directory: string,
  owner: { readonly command: string; readonly url?: string },
): Promise<DataFolderLock> {
  const folder = resolve(directory);
  const ownerFile = ownerFileOf(folder);
  const since = new Date().toISOString();
  // Written beside and renamed: a second process reads the old owner or the new one, never half of one.
  const write = ({ command, url }: { readonly command: string; readonly url?: string }) => {
    const record: DataFolderOwner = { pid: process.pid, command, since, ...(url !== undefined && { url }) };
    writeFileSync(`${ownerFile}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600 });
    renameSync(`${ownerFile}.new`, ownerFile);
  };

  let unlock: (() => void) | undefined;
  try {
    // Loaded only where it is used: not everything that has a server for its database has SQLite.
    const { lockFile } = await import("./kernel-lock.ts");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    unlock = lockFile(join(folder, "lock.sqlite"));
    if (!unlock) throw busy(folder, ownerFile);
    write(owner);
  } catch (error) {
    unlock?.();
    throw error instanceof DatabaseError ? error : unusable(folder, error);
  }

  let held: (() => void) | undefined = unlock;
  return {
    async update(changed) {
      if (held) write(changed);
    },
    async release() {
      if (!held) return;
      rmSync(ownerFile, { force: true });
      held();
      held = undefined;
    },
  };
}

function busy(folder: string, ownerFile: string): DataFolderBusyError {
  const owner = readOwner(ownerFile);
  if (!owner) return new DataFolderBusyError(`The data folder ${folder} is in use by another process.`, null);
  const served = owner.url ? `, serving ${owner.url}` : "";
  const sentence = `The data folder ${folder} is in use by process ${owner.pid} (${owner.command}${served}) since ${owner.since}.`;
  return new DataFolderBusyError(sentence, owner);
}

function unusable(folder: string, error: unknown): unknown {
  const mapped = toDatabaseError(error);
  if (mapped instanceof DatabaseError || !(error instanceof Error)) return mapped;
  const reason = `The data folder ${folder} cannot be used: ${error.message}.`;
  return new DatabaseError("refused", reason, { cause: error });
}
