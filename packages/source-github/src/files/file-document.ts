import { createHash } from "node:crypto";
import { readFileContent, type Skip } from "@tributary/repository-files";
import type { Document } from "@tributary/validation";

/** Where a file is, for its document. */
export interface FilePlace {
  readonly id: string;
  readonly version: string;
  readonly path: string;
  /** `owner/name` as GitHub writes it. */
  readonly repository: string;
  /** The repository's address for people. */
  readonly url: string;
  /** The commit of the listing; `HEAD` when there is none to name. */
  readonly commit: string | null;
}

/** Makes the document of a file, or says why it has none. */
export function toFileDocument(place: FilePlace, content: Buffer): Document | Skip {
  const read = readFileContent(place.path, content);
  if ("reason" in read) return read;
  const address = place.path.split("/").map(encodeURIComponent).join("/");
  return {
    id: place.id,
    source: "github",
    type: "file",
    version: place.version,
    repository: place.repository,
    url: `${place.url}/blob/${place.commit ?? "HEAD"}/${address}`,
    ...read,
  };
}

/** The name git gives a file's content; by its length, in SHA-1 or SHA-256 as the name to compare with. */
export function blobName(content: Buffer, like: string): string {
  const algorithm = like.length === 64 ? "sha256" : "sha1";
  return createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest("hex");
}
