import { createHash } from "node:crypto";

/**
 * A text in the ASCII Pinecone takes: letters, digits and `- . _ : / # @` stay readable, everything else becomes its UTF-8
 * bytes as `%XX`. The code of a prefix is a prefix of the code. `~` never occurs, so it may separate codes.
 */
export function encodeName(text: string): string {
  return encodeURIComponent(text)
    .replaceAll("~", "%7E")
    .replace(/%(?:3A|2F|23|40)/g, decodeURIComponent);
}

/** The text a whole code stands for. */
export function decodeName(code: string): string {
  return decodeURIComponent(code);
}

/** A code as it is when short enough; else its start and a digest of the whole, parted by `~`. */
export function shortenCode(code: string, longest: number, kept: number): string {
  if (code.length <= longest) return code;
  return `${code.slice(0, kept)}~${createHash("sha256").update(code, "utf8").digest("base64url")}`;
}
