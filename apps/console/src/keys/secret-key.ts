import { randomBytes } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Env } from "../env/env.ts";
import { UserError } from "../errors.ts";

const KEY_BYTES = 32;

/** File in the data folder that holds the keys which seal credentials, one a line, the current one first. */
function secretKeyFile(home: string): string {
  return join(home, "secret-key");
}

/**
 * The keys that seal the credentials of sources, the current one first: those of the environment, or of the data folder,
 * where one is made when there is none. Throws UserError for a file that holds none: making another would lose what the
 * first sealed.
 */
export async function readSecretKeys(env: Env): Promise<readonly Uint8Array[]> {
  if (env.secretKeys) return env.secretKeys;
  const file = secretKeyFile(env.home);
  const held = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (held === undefined) {
    const key = newSecretKey();
    await writeSecretKeys(env.home, [key]);
    return [key];
  }
  const keys = held.split("\n").flatMap((line) => (line.trim() ? [Buffer.from(line.trim(), "base64")] : []));
  if (keys.length > 0 && keys.every(({ length }) => length === KEY_BYTES)) return keys;
  throw new UserError(
    "invalid-key",
    `${file} holds no secret key (32 bytes in base64): restore it, or remove it and give each source its credentials again.`,
  );
}

/** A new key. */
export function newSecretKey(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/**
 * Replaces the keys of the data folder. They are on the disk when this resolves, and at every moment before either the
 * old ones or the new ones are: a power cut must not keep what is sealed and lose its key.
 */
export async function writeSecretKeys(home: string, keys: readonly Uint8Array[]): Promise<void> {
  const file = secretKeyFile(home);
  const handle = await open(`${file}.new`, "w", 0o600);
  try {
    await handle.writeFile(keys.map((key) => `${Buffer.from(key).toString("base64")}\n`).join(""));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  await syncFolder(dirname(file));
}

/** A renamed file is on the disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  // Windows has no handles of folders, and keeps the order of renames itself.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
