import { joined } from "../imports/paths.ts";
import { codeKey, scopeOf } from "../keys.ts";
import type { Edge, RelatableDocument } from "../types.ts";

/** Most links of one file. */
const LINKS_MAX = 300;

const target = /\]\(<?([^\s()<>]{1,500})/g;

/** Links of a Markdown file to other files of its repository. */
export function fileLinkEdges(text: string, { id, type, path }: RelatableDocument): Edge[] {
  const edges: Edge[] = [];
  if (type !== "file" || path === undefined) return edges;
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  for (const match of text.matchAll(target)) {
    if (edges.length >= LINKS_MAX) break;
    const given = (match[1] ?? "").replace(/[?#].*$/, "");
    if (given === "" || /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(given)) continue;
    const file = joined(given.startsWith("/") ? "" : folder, decoded(given));
    if (file === undefined || file === "") continue;
    const scope = scopeOf(id);
    const targets = [file, `${file}/README.md`].map((name) => codeKey("file", scope, name));
    const start = match.index + match[0].length - (match[1] ?? "").length;
    const evidence = { text: match[1] ?? "", start, end: match.index + match[0].length };
    // Folders and files that are not indexed are linked to as well.
    edges.push({ kind: "links", targets, unresolved: "hidden", evidence });
  }
  return edges;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
