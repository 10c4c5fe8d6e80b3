import { chmodSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/**
 * Takes an exclusive lock on a file, creating it, and returns what releases it; undefined when another process, or this
 * one, holds it. The lock is SQLite's on the file: the kernel lets go of it when the process ends, however it ends.
 */
export function lockFile(file: string): (() => void) | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    chmodSync(file, 0o600);
    // Rolled back with the connection, so that nothing is ever written and there is no journal to recover.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && (error.errcode === 5 || error.errcode === 6)) return undefined;
    throw error;
  }
  return () => database.close();
}
