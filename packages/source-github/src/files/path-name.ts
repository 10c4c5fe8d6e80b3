import { createHash } from "node:crypto";
import { DOCUMENT_ID_MAX_LENGTH } from "@tributary/validation";

const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** Marks a name cut short; `%` is followed by two hexadecimal digits everywhere else. */
const CUT = "%~";
const HASH_LENGTH = 32;

/** A name for identifiers: as it is, but for `%` and control characters, which become `%` and two hexadecimal digits. */
export function encodeName(name: string): string {
  return name
    .toWellFormed()
    .replace(/[%\p{Cc}]/gu, (character) => [...Buffer.from(character)].map(escapeByte).join(""));
}

/** The name an encoded one stands for; null when it was cut short or is no encoded name. */
export function decodeName(encoded: string): string | null {
  if (/%(?![0-9A-F]{2})/.test(encoded)) return null;
  return lenient.decode(
    Buffer.concat(
      encoded
        .split(/(%[0-9A-F]{2})/)
        .map((part, index) =>
          index % 2 === 1 ? Buffer.from([Number.parseInt(part.slice(1), 16)]) : Buffer.from(part),
        ),
    ),
  );
}

/**
 * A name encoded to fit into an id after a prefix. Longer ones keep their beginning and end in a hash of the whole.
 * Lengths count UTF-8 bytes, so that the limit holds however a store counts.
 */
export function encodeNameWithin(name: string, prefix: string): string {
  const room = DOCUMENT_ID_MAX_LENGTH - Buffer.byteLength(prefix);
  const encoded = encodeName(name);
  if (Buffer.byteLength(encoded) <= room) return encoded;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_LENGTH);
  const head = Buffer.from(encoded).subarray(0, room - CUT.length - HASH_LENGTH);
  // Cutting at a byte may leave half a character or half an escape.
  const whole = lenient.decode(head).replace(/\uFFFD+$/, "");
  return `${whole.replace(/%[0-9A-F]?$/, "")}${CUT}${hash}`;
}

function escapeByte(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
