import { createHash } from "node:crypto";
import type { Document } from "@tributary/validation";
import { classifyName } from "./language.ts";
import type { Skip } from "./skip.ts";
import { decodeText } from "./text.ts";

/** Scripts and style sheets at least this long, in characters, are taken for minified when their lines are long. */
const MINIFIED_MIN_LENGTH = 50_000;
const MINIFIED_LINE_LENGTH = 500;

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
  const decoded = decodeText(content);
  if ("reason" in decoded) return decoded;
  const { path } = place;
  const { text, encoding, damaged } = decoded;
  if (isMinified(path, text)) return { reason: "generated", message: "The file is generated: its lines are minified." };
  const address = path.split("/").map(encodeURIComponent).join("/");
  return {
    id: place.id,
    source: "github",
    type: "file",
    title: path.slice(path.lastIndexOf("/") + 1).toWellFormed(),
    content: text,
    version: place.version,
    path,
    repository: place.repository,
    url: `${place.url}/blob/${place.commit ?? "HEAD"}/${address}`,
    ...classifyName(path),
    ...(encoding !== "utf-8" && { metadata: { encoding } }),
    ...(damaged > 0 && { missing: [`${damaged} byte sequences that are not valid ${encoding}`] }),
  };
}

/** The name git gives a file's content; by its length, in SHA-1 or SHA-256 as the name to compare with. */
export function blobName(content: Buffer, like: string): string {
  const algorithm = like.length === 64 ? "sha256" : "sha1";
  return createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest("hex");
}

function isMinified(path: string, text: string): boolean {
  if (text.length < MINIFIED_MIN_LENGTH || !/\.(?:js|mjs|cjs|css)$/i.test(path)) return false;
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return text.length / lines > MINIFIED_LINE_LENGTH;
}
