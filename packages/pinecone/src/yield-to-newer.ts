import type { NamespaceContext } from "./namespace-context.ts";
import { nothingWritten, removeDocuments, type Written } from "./remove-records.ts";

const documentsPerQuery = 200;
const hitsPerQuery = 100;

/**
 * Removes what was written under this version of documents that have a newer one: another process wrote them while this
 * one stood still. Every earlier write must be visible. Resolves to the removal, of nothing as a rule.
 */
export async function yieldToNewer(
  context: NamespaceContext,
  documentIds: readonly string[],
  version: number,
): Promise<Written> {
  const { place, probe } = context.dense;
  const newer = new Set<string>();
  for (let start = 0; start < documentIds.length; start += documentsPerQuery) {
    const asked = documentIds.slice(start, start + documentsPerQuery);
    for (;;) {
      const left = asked.filter((documentId) => !newer.has(documentId));
      if (left.length === 0) break;
      const filter = { documentId: { $in: left }, version: { $gt: version } };
      const { matches } = await place.query({ ...probe, topK: hitsPerQuery, filter, includeMetadata: true });
      if (matches.length === 0) break;
      for (const { metadata } of matches) newer.add(String(metadata.documentId));
    }
  }
  return newer.size === 0 ? nothingWritten : removeDocuments(context, [...newer], version + 1);
}
