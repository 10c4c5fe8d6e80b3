import { type CodeSpace, codeKey, scopeOf } from "../keys.ts";
import type { Edge, RelatableDocument } from "../types.ts";
import { readerOf } from "./readers.ts";

/** Most imports of one file. */
const IMPORTS_MAX = 500;

/** What a file of code imports, and what it hands on from elsewhere. */
export function importEdges({ id, path, content }: RelatableDocument): Edge[] {
  const reader = path === undefined ? undefined : readerOf(path);
  if (reader === undefined || path === undefined) return [];
  const scope = scopeOf(id);
  const edges: Edge[] = [];
  for (const { targets, isExport, unresolved, start, end } of reader.imports(content, path)) {
    if (edges.length === IMPORTS_MAX) break;
    edges.push({
      kind: isExport ? "exports" : "imports",
      targets: targets.map((target) => scoped(target, scope)),
      unresolved,
      evidence: { text: content.slice(start, end), start, end },
    });
  }
  return edges;
}

/** Puts the scope into a key that was made without. */
export function scoped(key: string, scope: string): string {
  const [space = "", value = ""] = key.split("\n");
  return codeKey(space as CodeSpace, scope, value);
}
