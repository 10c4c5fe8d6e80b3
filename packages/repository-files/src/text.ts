import { binarySignature } from "./binary-signature.ts";
import type { Skip } from "./skip.ts";
import { LFS_POINTER_MAX_BYTES } from "./skip.ts";

/** Bytes at the beginning that decide whether a file is binary, as git does. */
const SNIFFED_BYTES = 8 * 1024;

/** A file's text and how it was stored. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  /** Byte sequences that are no text in that encoding, each replaced by U+FFFD. */
  readonly damaged: number;
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });
const lenientUtf8 = new TextDecoder("utf-8");
const windows1252 = new TextDecoder("windows-1252");
const lfsPointer = Buffer.from("version https://git-lfs.github.com/spec/v1\n");

/**
 * Decodes a file, or says why there is no text in it. UTF-8, then UTF-16 by its byte order mark; what is neither is
 * UTF-8 with damage when most of it is valid, Windows-1252 otherwise. Byte order marks are removed, and the text is
 * well-formed Unicode without U+0000.
 */
export function decodeText(content: Buffer): DecodedText | Skip {
  if (content.length < LFS_POINTER_MAX_BYTES && content.subarray(0, lfsPointer.length).equals(lfsPointer)) {
    return { reason: "lfs-pointer", message: "A Git LFS pointer: the content lies outside the repository." };
  }
  const decoded = decodeUtf16(content) ?? decodeBytes(content);
  if ("reason" in decoded) return decoded;
  if (decoded.text.trim() === "") return { reason: "empty", message: "The file holds nothing but white space." };
  return { ...decoded, text: decoded.text.replaceAll("\0", "\uFFFD") };
}

function decodeUtf16(content: Buffer): DecodedText | null {
  const mark = content.length % 2 === 0 ? content.subarray(0, 2).toString("hex") : "";
  if (mark !== "fffe" && mark !== "feff") return null;
  // UTF-32 begins like UTF-16 with a NUL behind the mark; nobody writes either.
  if (content.subarray(0, 4).toString("hex") === "fffe0000") return null;
  const encoding = mark === "fffe" ? "utf-16le" : "utf-16be";
  const text = new TextDecoder(encoding).decode(content);
  return { text, encoding, damaged: count(text, /\uFFFD/g) };
}

function decodeBytes(content: Buffer): DecodedText | Skip {
  const sniffed = content.subarray(0, SNIFFED_BYTES);
  const signature = binarySignature(sniffed);
  if (signature !== null) return { reason: "binary", message: `The file is binary: ${signature}.` };
  if (sniffed.includes(0)) {
    return { reason: "binary", message: "The file is binary: there is a NUL byte in its first 8 kB." };
  }
  try {
    return { text: strictUtf8.decode(content), encoding: "utf-8", damaged: 0 };
  } catch {
    return decodeDamaged(content, sniffed);
  }
}

function decodeDamaged(content: Buffer, sniffed: Buffer): DecodedText | Skip {
  // Text in any old encoding has next to no control characters; compressed and encrypted data has one in eight.
  const controls = sniffed.filter((byte) => byte < 0x20 && (byte < 0x08 || byte > 0x0d) && byte !== 0x1b).length;
  if (controls > sniffed.length / 20) {
    return { reason: "binary", message: "The file is binary: it is no text in UTF-8 and full of control characters." };
  }
  const text = lenientUtf8.decode(content);
  const damaged = count(text, /\uFFFD/g);
  const foreign = count(text, /[^\0-\x7f]/gu);
  if (foreign - damaged >= damaged) return { text, encoding: "utf-8", damaged };
  return { text: windows1252.decode(content), encoding: "windows-1252", damaged: 0 };
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}
