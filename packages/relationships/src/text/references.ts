import { issueKey, numberKey } from "../keys.ts";
import type { Edge, RelatableDocument } from "../types.ts";
import { readUrl } from "../urls.ts";

/** Most references of one kind in one document. */
const REFERENCES_MAX = 300;

/** Most places looked at for them. */
const LOOKS_MAX = 5_000;

/** Documents whose closing keywords close: what is merged. */
const closing = new Set(["pull-request", "commit"]);

/** A number from here on, not resolved, is rather a colour or an amount. */
const LIKELY_MAX = 99_999;

const place = "[\\w-]{1,39}\\/[\\w.-]{1,100}";
const number = "#([1-9]\\d{0,8})(?![\\w-]|[.,]\\d)";
const key = "[A-Z][A-Z0-9]{0,9}-\\d{1,6}";

// GitHub's nine keywords, and those only Linear knows (linear.app/docs/github#link-using-magic-words).
const githubKeyword = /^(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)$/i;
const keyword = /\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|complet(?:e[sd]?|ing)):?[ \t]{1,3}/gi;
const closed = new RegExp(
  `(?:\\[[^\\]\\n]{0,100}\\]\\()?(?:(${place})?${number}|(https?:\\/\\/[^\\s)>\\]]{8,300})|(${key})(?![\\w-]|\\.\\d))\\)?`,
  "y",
);
const further = new RegExp(`(?:,[ \\t]*(?:and[ \\t]+)?|[ \\t]+(?:and|&)[ \\t]+)(${key})(?![\\w-]|\\.\\d)`, "y");
const negation = /\b(?:not|never|without|cannot|nor|\w+n['’]t)[ \t]+(?:\w+[ \t]+)?$/i;

/** What a text says it closes: only of what is merged, and not where it says that it does not. */
export function closingEdges(text: string, { type, repository }: RelatableDocument): Edge[] {
  const edges: Edge[] = [];
  if (!closing.has(type)) return edges;
  for (const match of text.matchAll(keyword)) {
    if (edges.length >= REFERENCES_MAX) break;
    if (negation.test(text.slice(Math.max(0, match.index - 30), match.index))) continue;
    const start = match.index;
    closed.lastIndex = start + match[0].length;
    const found = closed.exec(text);
    if (!found) continue;
    const [, named, digits, url, identifier] = found;
    const evidence = evidenceOf(text, start, closed.lastIndex);
    if (identifier !== undefined) {
      edges.push({ kind: "closes", targets: [issueKey(identifier)], unresolved: "team", evidence });
      for (const more of following(text, closed.lastIndex)) {
        edges.push({ kind: "closes", targets: [issueKey(more.key)], unresolved: "team", evidence: more.evidence });
      }
      continue;
    }
    const isGitHubs = githubKeyword.test(match[0].replace(/:?[ \t]+$/, ""));
    if (url !== undefined) {
      const meaning = readUrl(url.replace(/[.,;:!?]+$/, ""));
      const isIssue = meaning?.targets.every((target) => /^(?:number|key|url):/.test(target) && meaning.isKnown);
      if (meaning && isIssue) edges.push({ kind: "closes", targets: meaning.targets, unresolved: "pending", evidence });
    } else if (digits !== undefined && isGitHubs) {
      const owner = named ?? repository;
      if (owner !== undefined) {
        edges.push({ kind: "closes", targets: [numberKey(owner, digits)], unresolved: "pending", evidence });
      }
    }
  }
  return edges;
}

/** Further keys after a closed one: `fixes ENG-1, ENG-2 and ENG-3`. */
function* following(text: string, from: number) {
  for (let at = from; ; at = further.lastIndex) {
    further.lastIndex = at;
    const found = further.exec(text);
    if (!found?.[1]) return;
    const end = further.lastIndex;
    yield { key: found[1], evidence: evidenceOf(text, end - found[1].length, end) };
    further.lastIndex = end;
  }
}

const numbered = new RegExp(number, "g");
const leading = new RegExp(`(?:^|[^\\w/&#=?.:-])(${place})?$`);
/** How far before a number its repository may begin. */
const LEAD_MAX = 142;
const githubNumber = /(?<![\w/#-])GH-([1-9]\d{0,8})(?![\w-])/g;
const named = /(?:\(|\b(?:issues?|pull requests?|prs?|bugs?|see|fix(?:e[sd])?|close[sd]?|resolve[sd]?):?[ \t]{1,3})$/i;

/** Issues and pull requests by their number: `#12` in a repository, `owner/name#12`, `GH-12`. */
export function referenceEdges(text: string, { type, repository }: RelatableDocument): Edge[] {
  const edges: Edge[] = [];
  const add = (owner: string, digits: string, start: number, end: number) => {
    const unresolved = Number(digits) > LIKELY_MAX ? ("hidden" as const) : ("pending" as const);
    const evidence = evidenceOf(text, start, end);
    edges.push({ kind: "references", targets: [numberKey(owner, digits)], unresolved, evidence });
  };
  if (text.includes("#")) {
    let looks = 0;
    for (const match of text.matchAll(numbered)) {
      looks += 1;
      if (edges.length >= REFERENCES_MAX || looks > LOOKS_MAX) break;
      const before = text.slice(Math.max(0, match.index - LEAD_MAX), match.index);
      const lead = leading.exec(before);
      const owner = lead?.[1] ?? repository;
      if (!lead || owner === undefined) continue;
      // In a file, a number is a reference only where something says so.
      if (type === "file" && lead[1] === undefined && !named.test(before.slice(-20))) continue;
      add(owner, match[1] ?? "", match.index - (lead[1]?.length ?? 0), match.index + match[0].length);
    }
  }
  if (repository !== undefined && text.includes("GH-")) {
    for (const match of text.matchAll(githubNumber)) {
      if (edges.length >= REFERENCES_MAX) break;
      add(repository, match[1] ?? "", match.index, match.index + match[0].length);
    }
  }
  return edges;
}

const identifiers = new RegExp(`(?<![\\w/.#@-])${key}(?![\\w-]|\\.\\d)`, "g");

/** Issues by keys like `ENG-12`; which of them are keys of a team, only the workspace knows. */
export function issueKeyEdges(text: string): Edge[] {
  const edges: Edge[] = [];
  const seen = new Set<string>();
  for (const match of text.matchAll(identifiers)) {
    const [literal] = match;
    if (seen.has(literal) || literal.startsWith("GH-")) continue;
    if (seen.size >= REFERENCES_MAX) break;
    seen.add(literal);
    const evidence = evidenceOf(text, match.index, match.index + literal.length);
    edges.push({ kind: "issue-key", targets: [issueKey(literal)], unresolved: "team", evidence });
  }
  return edges;
}

function evidenceOf(text: string, start: number, end: number) {
  return { text: text.slice(start, end), start, end };
}
