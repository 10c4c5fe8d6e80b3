import { type Namespace, VectorStoreError } from "@tributary/vector-store";
import { encodeName, shortenCode } from "./encode-name.ts";

/** With the digest and the prefix below Pinecone's 512 characters. */
const longestCode = 380;
const keptCode = 300;
const longestPrefix = 64;

/** The names of one store in Pinecone. */
export interface NamespaceNames {
  /** Short, ASCII, different for every namespace; throws `invalid-input` for an empty or malformed one. */
  codeOf(namespace: Namespace): string;
  /** The Pinecone namespace that holds a namespace's records; never empty. */
  nameOf(code: string): string;
  /** The Pinecone namespace of what the store notes for itself. */
  readonly system: string;
}

/** Names that start with a prefix, so that several stores share an index; throws `invalid-input` for one that is too long. */
export function createNamespaceNames(prefix: string): NamespaceNames {
  const start = prefix.isWellFormed() ? encodeName(prefix) : "";
  if (!prefix.isWellFormed() || start.length > longestPrefix) {
    throw new VectorStoreError(
      "invalid-input",
      `namespacePrefix must be valid Unicode of at most ${longestPrefix} letters.`,
    );
  }
  return {
    codeOf(namespace) {
      if (typeof namespace !== "string" || namespace === "") {
        throw new VectorStoreError(
          "invalid-input",
          "The namespace is empty: name the workspace and the embedding model.",
        );
      }
      if (!namespace.isWellFormed()) {
        throw new VectorStoreError("invalid-input", "The namespace holds half a surrogate pair: use valid Unicode.");
      }
      return shortenCode(encodeName(namespace), longestCode, keptCode);
    },
    // `~` parts prefix and code: no prefix can make one namespace look like another.
    nameOf: (code) => `${start}~${code}`,
    system: `${start}~~system`,
  };
}
