import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { DatabaseError } from "../errors.ts";

/** AES-256-GCM with a 96-bit random nonce and a 128-bit tag (NIST SP 800-38D); a key may seal 2^32 values. */
const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = "v1";

/** A key, and the short name by which sealed values say which key opens them. */
export interface SealingKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Names a key of 32 bytes by a hash of it. Throws `refused` for one of another length. */
export function sealingKey(bytes: Uint8Array): SealingKey {
  if (bytes.length !== KEY_BYTES) {
    throw new DatabaseError("refused", `A secret key has ${KEY_BYTES} bytes, this one ${bytes.length}.`);
  }
  return { id: createHash("sha256").update("tributary key id").update(bytes).digest("hex").slice(0, 12), bytes };
}

/** A new random key. */
export function randomKey(): SealingKey {
  return sealingKey(randomBytes(KEY_BYTES));
}

/** Seals bytes for one place: `v1.<key id>.<nonce>.<ciphertext and tag>`. Opening them elsewhere fails. */
export function seal(key: SealingKey, place: readonly string[], plain: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key.bytes, nonce).setAAD(authenticated(place, key.id));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, key.id, nonce.toString("base64url"), sealed.toString("base64url")].join(".");
}

/** The id of the key that opens a sealed value; undefined when it is none. */
export function keyIdOf(sealed: string): string | undefined {
  const [version, id, nonce, body] = sealed.split(".");
  return version === VERSION && nonce !== undefined && body !== undefined ? id : undefined;
}

/** Opens what was sealed for this place with one of the keys. Throws `corrupt` when it was not, or was changed. */
export function open(keys: readonly SealingKey[], place: readonly string[], sealed: string): Uint8Array {
  const id = keyIdOf(sealed);
  const key = keys.find((candidate) => candidate.id === id);
  if (!key) {
    throw new DatabaseError(
      "corrupt",
      "Stored credentials were sealed with a key this process does not have: start it with the secret key it was set up with.",
    );
  }
  const [, , nonce = "", body = ""] = sealed.split(".");
  const bytes = Buffer.from(body, "base64url");
  try {
    const decipher = createDecipheriv(ALGORITHM, key.bytes, Buffer.from(nonce, "base64url"), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(authenticated(place, key.id)).setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    // What node:crypto says of a wrong tag helps nobody.
    throw new DatabaseError("corrupt", "Stored credentials were changed or moved: connect the source again.");
  }
}

/** Lengths go with the parts, so that no two places read the same. */
function authenticated(place: readonly string[], keyId: string): Buffer {
  return Buffer.from(JSON.stringify([VERSION, keyId, ...place]));
}
