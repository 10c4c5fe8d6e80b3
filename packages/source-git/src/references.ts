import { formatVersion, skipByName } from "@tributary/repository-files";
import type { DocumentReference } from "@tributary/validation";
import { z } from "zod";
import type { Touch } from "./history.ts";
import { decodePath, displayPath, encodePathWithin } from "./path-name.ts";
import type { Rules } from "./rules.ts";
import type { TreeEntry } from "./tree-listing.ts";

/** Longest author name and address kept, in characters: references are stored and sent in numbers. */
const AUTHOR_MAX_LENGTH = 120;

const locatorSchema = z.object({
  /** The commit the file was listed at. */
  commit: z.string().regex(/^[0-9a-f]+$/),
  /** The path in Base64, when the id holds only its beginning. */
  path: z.base64().optional(),
  /** Largest size to index, in bytes, when the listing could not tell the size. */
  limit: z.number().optional(),
  /** Set when the clone was partial and lacked the object. */
  absent: z.literal(true).optional(),
  /** Name, address and time (seconds) of the last change. */
  touch: z.tuple([z.string(), z.string(), z.number()]).optional(),
});

/** What a reference carries for fetching it. */
export type Locator = Omit<z.infer<typeof locatorSchema>, "path"> & {
  /** Byte string: one character a byte. */
  readonly path: string;
};

/** The id of the file at a path, for a prefix `git:<scope>:file:`. */
export function documentId(prefix: string, path: string): string {
  return prefix + encodePathWithin(path, prefix);
}

/** Makes the reference of one listed file. */
export function toReference(
  prefix: string,
  commit: string,
  entry: TreeEntry,
  rules: Pick<Rules, "generated" | "maxFileBytes">,
  touch: Touch | undefined,
): DocumentReference {
  const id = documentId(prefix, entry.path);
  const skip = skipByName(entry, displayPath(entry.path), rules);
  const isWhole = decodePath(id.slice(prefix.length)) !== null;
  return {
    id,
    version: formatVersion(entry.sha, skip, rules.maxFileBytes),
    type: "file",
    ...(entry.size !== null && { size: entry.size }),
    locator: {
      commit,
      ...(!isWhole && { path: Buffer.from(entry.path, "latin1").toString("base64") }),
      ...(entry.size === null && { limit: rules.maxFileBytes }),
      ...(entry.absent === true && { absent: true }),
      ...(touch !== undefined && { touch: [shorten(touch.name), shorten(touch.email), touch.time] }),
    },
  };
}

/** Reads what a reference carries; null when it is none of this repository's. */
export function readLocator(prefix: string, reference: DocumentReference): Locator | null {
  const locator = locatorSchema.safeParse(reference.locator);
  if (!locator.success || !reference.id.startsWith(prefix)) return null;
  const { path: encoded, ...rest } = locator.data;
  const path =
    encoded === undefined
      ? decodePath(reference.id.slice(prefix.length))
      : Buffer.from(encoded, "base64").toString("latin1");
  return path === null || documentId(prefix, path) !== reference.id ? null : { ...rest, path };
}

function shorten(text: string): string {
  return text.slice(0, AUTHOR_MAX_LENGTH).toWellFormed();
}
