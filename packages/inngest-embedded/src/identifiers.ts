import { createHash } from "node:crypto";
import { encodeTime, monotonicFactory } from "ulid";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The hash the SDK uses as id of the `RunComplete` operation. */
export const runCompleteStepId = createHash("sha1").update("complete").digest("hex");

/** Makes ULIDs that grow even within one millisecond of the given clock. */
export function createUlidFactory(now: () => number): () => string {
  const next = monotonicFactory();
  return () => next(now());
}

/** Time and randomness from which a retried send makes the same event ids again. */
export interface EventIdSeed {
  readonly time: number;
  readonly entropy: Uint8Array;
}

/** Reads `x-inngest-event-id-seed` (`<milliseconds>,<base64 of 10 bytes>`); undefined when it is not one. */
export function parseEventIdSeed(header: string | null): EventIdSeed | undefined {
  const [time, entropy] = header?.split(",") ?? [];
  if (time === undefined || entropy === undefined) return undefined;
  const bytes = Buffer.from(entropy, "base64");
  const milliseconds = Number(time);
  if (bytes.length !== 10 || !Number.isSafeInteger(milliseconds) || milliseconds < 0) return undefined;
  return { time: milliseconds, entropy: bytes };
}

/** The ULID of the event at `position` (from 1) of a request with this seed. */
export function seededUlid(seed: EventIdSeed, position: number): string {
  const bytes = Buffer.from(seed.entropy);
  bytes.writeUInt32BE((bytes.readUInt32BE(6) + position) >>> 0, 6);
  let bits = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let index = 0; index < 16; index += 1) {
    text = `${alphabet[Number(bits & 31n)]}${text}`;
    bits >>= 5n;
  }
  return encodeTime(seed.time) + text;
}

/** A stable UUID (version 5 layout) of a function's slug, which the protocol wants beside the slug. */
export function functionUuid(slug: string): string {
  const hash = createHash("sha1").update(`inngest-embedded:${slug}`).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
