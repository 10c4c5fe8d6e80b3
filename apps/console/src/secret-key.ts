import { randomBytes } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Env } from "./env.ts";
import { UserError } from "./errors.ts";

const KEY_BYTES = 32;

/**
 * The keys that seal the credentials of sources: those of the environment, or one in the data folder, made when missing.
 * Throws UserError for a file that holds none: making another would lose what the first sealed.
 */
export async function readSecretKeys(env: Env): Promise<readonly Uint8Array[]> {
  if (env.secretKeys) return env.secretKeys;
  const file = join(env.home, "secret-key");
  const held = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (held === undefined) return [await makeKey(file)];
  const key = Buffer.from(held.trim(), "base64");
  if (key.length === KEY_BYTES) return [key];
  throw new UserError(
    "invalid-key",
    `${file} holds no secret key (32 bytes in base64): restore it, or remove it and give each source its credentials again.`,
  );
}

async function makeKey(file: string): Promise<Uint8Array> {
  const key = randomBytes(KEY_BYTES);
  // Flushed before it seals anything: a power cut must not keep what is sealed and lose the key.
  const handle = await open(`${file}.new`, "w", 0o600);
  try {
    await handle.writeFile(`${key.toString("base64")}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  return key;
}
