import { formatVersion, type Skip, skipByName } from "@tributary/repository-files";
import type { DocumentReference, SkipReason } from "@tributary/validation";
import { skipReasonSchema } from "@tributary/validation";
import { z } from "zod";
import { decodeName, encodeNameWithin } from "./path-name.ts";
import type { Rules } from "./rules.ts";
import type { TreeEntry } from "./tree.ts";

const locatorSchema = z.object({
  /** The commit the file was listed at. */
  commit: z.string().regex(/^[0-9a-f]+$/),
  /** The path, when the id holds only its beginning. */
  path: z.string().optional(),
  /** Why it is skipped, when its content has been seen already. */
  skip: z.tuple([skipReasonSchema, z.string()]).optional(),
});

/** What a file's reference says, beside what every reference does. */
export interface FileLocator {
  readonly path: string;
  /** The commit it was listed at; null in a reference made from an id and a version alone. */
  readonly commit: string | null;
  readonly skip: Skip | null;
}

/** The beginning of the ids of a repository's files. */
export function filePrefix(repositoryId: number): string {
  return `github:${repositoryId}:file:`;
}

/** The id of the file at a path. */
export function fileId(repositoryId: number, path: string): string {
  const prefix = filePrefix(repositoryId);
  return prefix + encodeNameWithin(path, prefix);
}

/** What a listing decides about a file: its version, and why it is skipped if it is. */
export function versionOf(
  entry: TreeEntry,
  rules: Rules,
): { readonly version: string; readonly skip: SkipReason | null } {
  const skip = skipByName(entry, entry.path, rules);
  return { version: formatVersion(entry.sha, skip, rules.maxFileBytes), skip };
}

/** Makes the reference of one listed file. `seen` is the reason its content gave to skip it. */
export function toFileReference(
  repositoryId: number,
  commit: string,
  entry: TreeEntry,
  rules: Rules,
  seen?: Skip,
): DocumentReference {
  const id = fileId(repositoryId, entry.path);
  const isWhole = decodeName(id.slice(filePrefix(repositoryId).length)) === entry.path;
  return {
    id,
    version: versionOf(entry, rules).version,
    type: "file",
    ...(entry.size !== null && { size: entry.size }),
    locator: {
      commit,
      ...(!isWhole && { path: entry.path }),
      ...(seen !== undefined && { skip: [seen.reason, seen.message] }),
    },
  };
}

/** Reads what a reference says; null when it is none of a file in this repository. */
export function readFileLocator(repositoryId: number, reference: DocumentReference): FileLocator | null {
  const prefix = filePrefix(repositoryId);
  if (!reference.id.startsWith(prefix)) return null;
  const locator =
    reference.locator === undefined ? { commit: undefined } : locatorSchema.safeParse(reference.locator).data;
  if (locator === undefined) return null;
  const { commit = null, path: given, skip } = locator as Partial<z.infer<typeof locatorSchema>>;
  const path = given ?? decodeName(reference.id.slice(prefix.length));
  if (path === null || fileId(repositoryId, path) !== reference.id) return null;
  return { path, commit, skip: skip === undefined ? null : { reason: skip[0], message: skip[1] } };
}
