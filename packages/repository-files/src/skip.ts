import type { SkipReason } from "@tributary/validation";
import { isBinaryName } from "./binary-names.ts";
import type { FileRules } from "./file-rules.ts";
import { generatedName } from "./generated-names.ts";

/** Largest Git LFS pointer, in bytes, by its specification: smaller files may be one whatever their name. */
export const LFS_POINTER_MAX_BYTES = 1024;

/** What git gives submodules and symbolic links for a file mode. */
export const SUBMODULE_MODE = "160000";
const SYMLINK_MODE = "120000";

/** A file as a tree lists it. */
export interface ListedFile {
  /** Octal, as git prints it: `100644`, `100755`, `120000` (symbolic link) or `160000` (submodule). */
  readonly mode: string;
  /** Bytes; null where git names none. */
  readonly size: number | null;
}

/** Why a file is not indexed. */
export interface Skip {
  readonly reason: SkipReason;
  /** The reason in words. */
  readonly message: string;
}

/** What a reference's version says: the object, and the reason when the listing already decided to skip it. */
export interface Version {
  readonly sha: string;
  readonly skip: SkipReason | null;
  /** Bytes: what `maxFileBytes` was when the file was too large. */
  readonly limit: number | null;
}

/** Decides by name, mode and size alone whether a file is skipped. */
export function skipByName(
  entry: ListedFile,
  path: string,
  rules: Pick<FileRules, "generated" | "maxFileBytes">,
): SkipReason | null {
  if (entry.mode === SUBMODULE_MODE) return "submodule";
  if (entry.mode === SYMLINK_MODE) return "symlink";
  if (entry.size === 0) return "empty";
  const generated = rules.generated(path);
  if (generated === true || (generated === null && generatedName(path) !== null)) return "generated";
  if (entry.size !== null && entry.size > rules.maxFileBytes) return "too-large";
  if (entry.size !== null && entry.size >= LFS_POINTER_MAX_BYTES && isBinaryName(path)) return "binary";
  return null;
}

/**
 * Writes a version: the object's name, and behind it the decision of the listing. A file whose rule changes (a raised
 * limit, a link that becomes a file) so gets another version although its object stays the same.
 */
export function formatVersion(sha: string, skip: SkipReason | null, limit: number): string {
  if (skip === null) return sha;
  return skip === "too-large" ? `${sha}+${skip}:${limit}` : `${sha}+${skip}`;
}

const skipsByName = ["submodule", "symlink", "empty", "generated", "too-large", "binary"] as const;

/** Reads a version; null when it is none of a git source. */
export function parseVersion(version: string): Version | null {
  const parts = /^([0-9a-f]{40}|[0-9a-f]{64})(?:\+([a-z-]+)(?::(\d+))?)?$/.exec(version);
  if (parts?.[1] === undefined) return null;
  const skip = parts[2] === undefined ? null : skipsByName.find((reason) => reason === parts[2]);
  if (skip === undefined) return null;
  return { sha: parts[1], skip, limit: parts[3] === undefined ? null : Number(parts[3]) };
}

/** The sentence for a file the listing decided to skip. */
export function explainSkip({ sha, skip, limit }: Version, path: string, size: number | undefined): string {
  switch (skip) {
    case "submodule":
      return `A submodule at commit ${sha.slice(0, 12)}: connect its repository as a source of its own.`;
    case "symlink":
      return "A symbolic link: what it points to is indexed under its own path.";
    case "empty":
      return "The file is empty.";
    case "generated":
      return `The file is generated: ${generatedName(path) ?? "its .gitattributes says linguist-generated"}.`;
    case "too-large":
      return tooLarge(size ?? 0, limit ?? 0);
    default:
      return `The file is binary: ${path.slice(path.lastIndexOf("."))} files hold no text.`;
  }
}

/** The sentence for a file over the limit; both in bytes. */
export function tooLarge(size: number, limit: number): string {
  const count = (bytes: number) => bytes.toLocaleString("en-US");
  return `The file has ${count(size)} bytes, the limit is ${count(limit)} (maxFileBytes).`;
}
