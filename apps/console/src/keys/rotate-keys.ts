import { createCredentialVault, type Database, type Rotation } from "@tributary/database";
import type { Env } from "../env/env.ts";
import { UserError } from "../errors.ts";
import { newSecretKey, readSecretKeys, writeSecretKeys } from "./secret-key.ts";

/** What a rotation came to, and whether the old keys are still needed. */
export interface KeyRotation extends Rotation {
  /** `removed` from the data folder; `configured` in the environment, to be taken out there; `kept` as the disk may lose writes. */
  readonly oldKeys: "removed" | "configured" | "kept";
}

/**
 * Makes a new key for the data folder, or takes the first of several that are configured, and seals everything with it.
 * Killed at any moment it leaves everything readable, and is gone on with when it is run again: the new key is on the
 * disk before it seals anything, and the old one stays until nothing is left that it sealed. Throws UserError when there
 * is but one configured key.
 */
export async function rotateKeys(env: Env, database: Database): Promise<KeyRotation> {
  const held = await readSecretKeys(env);
  if (env.secretKeys) {
    if (held.length > 1) return { ...(await createCredentialVault(held).rotate(database)), oldKeys: "configured" };
    throw new UserError(
      "invalid-request",
      "The key is configured, so the new one is yours to make: `openssl rand -base64 32`. Start every process with TRIBUTARY_ENCRYPTION_KEY=<new>,<old>, run this again, then take the old one out.",
    );
  }
  // With two of them, an earlier rotation was cut short: its new key may have sealed something already.
  const keys = held.length > 1 ? held : [newSecretKey(), ...held];
  if (keys !== held) await writeSecretKeys(env.home, keys);
  const rotation = await createCredentialVault(keys).rotate(database);
  if (!database.durability.durable) return { ...rotation, oldKeys: "kept" };
  await writeSecretKeys(env.home, keys.slice(0, 1));
  return { ...rotation, oldKeys: "removed" };
}
