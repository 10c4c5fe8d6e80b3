import type { ListedDocument } from "../../api/listings.ts";
import { formatPlural } from "../format.ts";

/** Why a document is where it is, in a sentence; null when there is nothing to say. */
export function reasonWords({ status, problem, chunkCount }: ListedDocument): string | null {
  switch (status) {
    case "searchable":
      return chunkCount === 0 ? null : formatPlural(chunkCount, "passage");
    case "pending":
      return problem === null ? "To be read or indexed by a run." : `To be tried again. Before: ${problem.message}`;
    case "failed":
    case "skipped":
      return problem?.message ?? "No reason was recorded.";
  }
}

/** `Too large` of `too-large`, as types and reasons are named in the API. */
export function nameWords(name: string): string {
  const words = name.replace(/[_-]+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Where a document is; of one that was never read only its id says it: `git:1f0c:file:docs/a.png`. */
export function placeOf({
  id,
  title,
  path,
  type,
}: Pick<ListedDocument, "id" | "title" | "path" | "type">): string | null {
  if (path !== null || title !== id) return path;
  const marker = `:${type}:`;
  const at = id.indexOf(marker);
  return at === -1 ? null : id.slice(at + marker.length);
}
