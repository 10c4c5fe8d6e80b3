import { branchKey, builtKey, commitKey, issueKey, personKey } from "../keys.ts";
import type { Edge, RelatableDocument } from "../types.ts";

/** Most names of one kind in one document. */
const NAMES_MAX = 100;

const sha = /(?<![\w/.#:-])[0-9a-f]{7,64}(?![\w-])/g;

/** Commits by their names, whole or from 7 digits on. Whether there is such a commit, only the workspace knows. */
export function commitEdges(text: string): Edge[] {
  const edges: Edge[] = [];
  const seen = new Set<string>();
  for (const match of text.matchAll(sha)) {
    const [literal] = match;
    // Seven digits are a number and seven letters can be a word.
    const isName = literal.length >= 40 || (/\d/.test(literal) && /[a-f]/.test(literal));
    if (!isName || seen.has(literal)) continue;
    if (seen.size >= NAMES_MAX) break;
    seen.add(literal);
    edges.push({
      kind: "commit",
      targets: [commitKey(literal), builtKey(literal)],
      detail: literal,
      unresolved: "hidden",
      evidence: { text: literal, start: match.index, end: match.index + literal.length },
    });
  }
  return edges;
}

const keyAfterSlash = /\/([a-z][a-z0-9]{0,9}-\d{1,6})(?=[-_/\s.,;:!?)\]`'"]|$)[\w./-]{0,100}/gi;
const LONGEST_LEAD = 80;
/** Most places looked at for branches. */
const LOOKS_MAX = 5_000;

/** Branches named after an issue, `ada/eng-12-nest-boxes`: by their name, and the issue by its key. */
export function branchEdges(text: string, { repository }: RelatableDocument): Edge[] {
  const edges: Edge[] = [];
  const detail = repository?.toLowerCase();
  let looks = 0;
  for (const match of text.matchAll(keyAfterSlash)) {
    looks += 1;
    if (edges.length >= NAMES_MAX || looks > LOOKS_MAX) break;
    const lead = /[\w./-]*$/.exec(text.slice(Math.max(0, match.index - LONGEST_LEAD), match.index))?.[0] ?? "";
    // The path of an address or of a file from its root is none.
    if (lead === "" || lead.startsWith("/") || /[:@]/.test(text.charAt(match.index - lead.length - 1))) continue;
    const start = match.index - lead.length;
    const literal = (lead + match[0]).replace(/[./-]+$/, "");
    const evidence = { text: literal, start, end: start + literal.length };
    const branch = branchKey(literal);
    if (branch === undefined) continue;
    edges.push({
      kind: "branch",
      targets: [branch],
      ...(detail !== undefined && { detail }),
      unresolved: "hidden",
      evidence,
    });
    const key = issueKey(match[1] ?? "");
    edges.push({ kind: "issue-key", targets: [key], unresolved: "hidden", evidence });
  }
  return edges;
}

const mention = /(?<![\w.@/`\\-])@([a-z\d](?:[a-z\d_.-]{0,37}[a-z\d])?)(?![\w/@]|-\w)/gi;
/** How far before a mention its line is looked at. */
const HEADING_MAX = 120;
/** Names that stand for everybody. */
const everybody = new Set(["here", "channel", "everyone", "group", "all", "team"]);

/** People a conversation addresses; headings, which say who wrote what follows, are no mention. */
export function mentionEdges(text: string, { type }: RelatableDocument): Edge[] {
  const edges: Edge[] = [];
  if (type === "file" || !text.includes("@")) return edges;
  const seen = new Set<string>();
  for (const match of text.matchAll(mention)) {
    const key = personKey(match[1] ?? "");
    if (seen.has(key) || everybody.has(key.slice("person:".length))) continue;
    const before = text.slice(Math.max(0, match.index - HEADING_MAX), match.index);
    if (/(?:^|\n)#{1,6} [^\n]*$/.test(before)) continue;
    if (seen.size >= NAMES_MAX) break;
    seen.add(key);
    const evidence = { text: match[0], start: match.index, end: match.index + match[0].length };
    edges.push({ kind: "mentions", targets: [key], unresolved: "name", evidence });
  }
  return edges;
}
