import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DatabaseError } from "../errors.ts";
import { flush } from "./disk.ts";
import { databaseEnded } from "./ended.ts";
import { POSTGRES_MAJOR } from "./postgres-settings.ts";

/** Extension of this package's own modules: Node runs the sources, or what was built from them. */
export const moduleExtension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";

const UNFINISHED = "data.new-";

/**
 * Makes sure `directory` holds a PostgreSQL data directory that this engine can open, and returns its path. A new one is
 * built beside and renamed, so that a crash leaves none or a whole one. The caller holds the folder's lock.
 */
export async function prepareDataDirectory(directory: string): Promise<string> {
  const data = join(directory, "data");
  for (const name of readdirSync(directory)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(directory, name), { recursive: true, force: true });
  }
  if (!existsSync(data)) {
    const unfinished = mkdtempSync(join(directory, UNFINISHED));
    await initialise(unfinished);
    renameSync(unfinished, data);
    flush(directory);
  }
  checkVersion(data);
  // PGlite leaves one behind when it is killed, always for the same made-up process; an empty one is fatal to it.
  rmSync(join(data, "postmaster.pid"), { force: true });
  return data;
}

function checkVersion(data: string): void {
  const file = join(data, "PG_VERSION");
  const version = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  if (version === POSTGRES_MAJOR) return;
  if (Number(version) > Number(POSTGRES_MAJOR)) {
    throw new DatabaseError(
      "newer-schema",
      `The database in ${data} was written by PostgreSQL ${version}, newer than the ${POSTGRES_MAJOR} in this version: update Tributary.`,
    );
  }
  throw new DatabaseError(
    "corrupt",
    `The database in ${data} cannot be opened: its PG_VERSION says "${version}" where ${POSTGRES_MAJOR} is expected. Restore the folder from a backup, or move it away to start anew.`,
  );
}

async function initialise(directory: string): Promise<void> {
  const program = fileURLToPath(new URL(`./initialise${moduleExtension}`, import.meta.url));
  try {
    await promisify(execFile)(process.execPath, [program, directory]);
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    const thrown = said || (error instanceof Error ? error.message : String(error));
    throw databaseEnded({ directory, thrown, log: "", starting: true });
  }
}
