import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { DOCUMENT_ID_MAX_LENGTH } from "@tributary/validation";

const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** Marks a name cut short; `%` is followed by two hexadecimal digits everywhere else. */
const CUT = "%~";
const HASH_LENGTH = 32;

/** A path for people: undecodable bytes become U+FFFD. */
export function displayPath(path: string): string {
  return isAscii(path) ? path : lenient.decode(Buffer.from(path, "latin1"));
}

/**
 * A path for identifiers: readable, and different for every two different byte strings. Valid UTF-8 stays as it is;
 * `%`, control characters, and bytes that are no UTF-8 become `%` and two hexadecimal digits.
 */
export function encodePath(path: string): string {
  if (isAscii(path)) return escapeCharacters(path);
  const bytes = Buffer.from(path, "latin1");
  if (isUtf8(bytes)) return escapeCharacters(bytes.toString("utf8"));
  let encoded = "";
  for (let start = 0; start < bytes.length; ) {
    const length = characterLength(bytes, start);
    encoded += length === 0 ? escapeByte(bytes[start] ?? 0) : bytes.toString("utf8", start, start + length);
    start += Math.max(length, 1);
  }
  return encoded;
}

/** The byte string an encoded path stands for; null when it was cut short or is no encoded path. */
export function decodePath(encoded: string): string | null {
  if (/%(?![0-9A-F]{2})/.test(encoded)) return null;
  return encoded
    .split(/(%[0-9A-F]{2})/)
    .map((part, index) =>
      index % 2 === 1 ? String.fromCharCode(Number.parseInt(part.slice(1), 16)) : Buffer.from(part).toString("latin1"),
    )
    .join("");
}

/**
 * A path encoded to fit into an id after a prefix. Longer ones keep their beginning and end in a hash of the whole
 * path. Lengths count UTF-8 bytes, so that the limit holds however a store counts.
 */
export function encodePathWithin(path: string, prefix: string): string {
  const room = DOCUMENT_ID_MAX_LENGTH - Buffer.byteLength(prefix);
  const encoded = encodePath(path);
  if (Buffer.byteLength(encoded) <= room) return encoded;
  const hash = createHash("sha256").update(path, "latin1").digest("hex").slice(0, HASH_LENGTH);
  const head = Buffer.from(encoded).subarray(0, room - CUT.length - HASH_LENGTH);
  // Cutting at a byte may leave half a character or half an escape.
  const whole = lenient.decode(head).replace(/\uFFFD+$/, "");
  return `${whole.replace(/%[0-9A-F]?$/, "")}${CUT}${hash}`;
}

function isAscii(path: string): boolean {
  return /^[\0-\x7f]*$/.test(path);
}

function escapeCharacters(text: string): string {
  return text.replace(/[%\p{Cc}]/gu, (character) => [...Buffer.from(character)].map(escapeByte).join(""));
}

function escapeByte(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

/** Bytes of the UTF-8 character that begins here and needs no escape; 0 when none does. */
function characterLength(bytes: Buffer, start: number): number {
  const lead = bytes[start] ?? 0;
  if (lead < 0x80) return lead < 0x20 || lead === 0x25 || lead === 0x7f ? 0 : 1;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const character = bytes.subarray(start, start + length);
  return character.length === length && isUtf8(character) ? length : 0;
}
