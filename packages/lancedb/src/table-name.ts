import { createHash } from "node:crypto";
import { type Namespace, VectorStoreError } from "@tributary/vector-store";

/** Linux, macOS and Windows allow 255 bytes in a file name; LanceDB appends `.lance`. */
const longestEncodedName = 180;

/**
 * The table a namespace is kept in: a name every file system accepts, different for every namespace even where case is
 * ignored. Throws `invalid-input` for an empty namespace or one that is no valid Unicode.
 */
export function tableNameOf(namespace: Namespace): string {
  if (typeof namespace !== "string" || namespace === "") {
    throw new VectorStoreError("invalid-input", "The namespace is empty: name the workspace and the embedding model.");
  }
  if (!namespace.isWellFormed()) {
    throw new VectorStoreError("invalid-input", "The namespace holds half a surrogate pair: use valid Unicode.");
  }
  const encoded = Array.from(Buffer.from(namespace, "utf8"), encodeByte).join("");
  if (encoded.length <= longestEncodedName) return `ns-${encoded}`;
  // A dot never occurs in an encoded name, so a shortened one cannot equal a whole one.
  return `ns-${encoded.slice(0, 100)}.${createHash("sha256").update(namespace, "utf8").digest("hex")}`;
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[a-z0-9-]/.test(character) ? character : `_${byte.toString(16).padStart(2, "0")}`;
}
