import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** Largest multiple of 62 in a byte: bytes from there on would make some letters likelier than others. */
const FAIR = 248;

/** `length` random letters and digits, each worth 5.95 bits. */
export function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < FAIR && text.length < length) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}

/** A new id: the prefix and 131 random bits. */
export function newId(prefix: "src" | "job" | "key" | "idx" | "sec" | "del" | "dlt" | "alr"): string {
  return `${prefix}_${randomText(22)}`;
}
