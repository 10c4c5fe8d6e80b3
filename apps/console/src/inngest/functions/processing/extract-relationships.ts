import { setImmediate as yieldToOthers } from "node:timers/promises";
import { type Database, relationships } from "@tributary/database";
import { extractRelationships, RELATIONSHIPS_VERSION } from "@tributary/relationships";

/** How long documents are read without a pause, in milliseconds: other work of the process goes on in between. */
const STRETCH_MS = 20;

/** Reads the relationships of documents that were not read yet as they are now, and stores them; returns how many. */
export async function extractInto(
  database: Database,
  input: { readonly workspaceId: string; readonly ids: readonly string[] },
): Promise<{ readonly documents: number; readonly edges: number }> {
  const { workspaceId, ids } = input;
  const version = RELATIONSHIPS_VERSION;
  const documents = await relationships.loadForExtraction(database, { workspaceId, ids, version });
  const entries = [];
  let since = performance.now();
  for (const document of documents) {
    const { id, contentHash } = document;
    entries.push({ id, contentHash, relationships: extractRelationships(document) });
    if (performance.now() - since < STRETCH_MS) continue;
    await yieldToOthers();
    since = performance.now();
  }
  const replaced = new Set(await relationships.replace(database, { workspaceId, version, entries }));
  const edges = entries.reduce(
    (sum, entry) => sum + (replaced.has(entry.id) ? entry.relationships.edges.length : 0),
    0,
  );
  return { documents: replaced.size, edges };
}
