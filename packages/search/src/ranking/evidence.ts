import type { VectorHit } from "@tributary/vector-store";
import type { ParsedQuery } from "../query/parse-query.ts";
import { analyze, wholeTerm } from "../terms/analyze.ts";
import { definedNames } from "../terms/definitions.ts";
import { scanWords } from "../terms/scan-words.ts";
import { stopWords } from "../terms/stop-words.ts";
import { createTermStarts } from "../terms/term-starts.ts";

/** What the definition of `render` is worth to a query for `Render`. */
const OTHER_SPELLING = 0.7;

/** What of a query a chunk has, beyond what either side scored. */
export interface Evidence {
  /** Terms of the query in its text. */
  readonly present: ReadonlySet<string>;
  /** Indices i for which words i and i + 1 of the query stand next to each other in its text, path or title. */
  readonly adjacent: ReadonlySet<number>;
  /** Names of the query it defines: 1 for one spelled as in the query, less for another spelling. */
  readonly defined: ReadonlyMap<string, number>;
  /** Terms of the query in its document's path or title. */
  readonly named: ReadonlySet<string>;
  /** Share of the terms of its document's path, or title where there is no path, that the query has. */
  readonly pathShare: number;
  /** The same of the file's name without its ending. */
  readonly nameShare: number;
}

/** What all chunks of a document have in common. */
type DocumentEvidence = Pick<Evidence, "adjacent" | "named" | "pathShare" | "nameShare">;

/** What is found in a text as its words are read. */
interface TextEvidence {
  readonly present: ReadonlySet<string>;
  /** The lines that have names of the query. */
  readonly naming: readonly string[];
}

/** Prepares to read chunks for what they have of a query; each is read once. */
export function createEvidenceReader(query: ParsedQuery): (hit: VectorHit) => Evidence {
  const wanted = new Set(query.terms);
  const following = followers(query.words);
  const starts = createTermStarts([...query.terms, ...query.words]);
  const read = (content: string, adjacent: Set<number>): TextEvidence => {
    const present = new Set<string>();
    const naming: string[] = [];
    let lineEnd = -1;
    const add = (term: string, start: number): void => {
      if (!wanted.has(term)) return;
      present.add(term);
      if (start <= lineEnd || !query.names.has(term)) return;
      const end = content.indexOf("\n", start);
      lineEnd = end < 0 ? content.length : end;
      naming.push(content.slice(content.lastIndexOf("\n", start) + 1, lineEnd));
    };
    let expected: ReadonlyMap<string, readonly number[]> | undefined;
    scanWords(
      content,
      (terms, start) => {
        for (const term of terms) add(term, start);
        const [whole = ""] = terms;
        if (expected !== undefined) for (const pair of expected.get(whole) ?? []) adjacent.add(pair);
        expected = whole === "" ? undefined : following.get(whole);
      },
      ([joined = ""], start) => add(joined, start),
      starts,
    );
    return { present, naming };
  };
  const shareOf = (content: string): number => {
    const terms = new Set(analyze(content));
    let shared = 0;
    for (const term of terms) if (wanted.has(term)) shared++;
    return terms.size > 0 ? shared / terms.size : 0;
  };
  const documents = new Map<string, DocumentEvidence>();
  const readDocument = ({ documentId, fields: { path, title } }: VectorHit): DocumentEvidence => {
    const known = documents.get(documentId);
    if (known !== undefined) return known;
    const adjacent = new Set<number>();
    const { present: named } = read(`${path ?? ""}\n${title}`, adjacent);
    const shares = { pathShare: shareOf(path ?? title), nameShare: shareOf(path === null ? title : fileStem(path)) };
    const found = { adjacent, named, ...shares };
    documents.set(documentId, found);
    return found;
  };
  const chunks = new Map<string, Evidence>();
  return (hit) => {
    const known = chunks.get(hit.id);
    if (known !== undefined) return known;
    const document = readDocument(hit);
    const adjacent = new Set(document.adjacent);
    const { present, naming } = read(hit.text, adjacent);
    const found = { ...document, adjacent, present, defined: findDefined(query, naming) };
    chunks.set(hit.id, found);
    return found;
  };
}

function fileStem(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.indexOf(".", 1);
  return dot < 0 ? name : name.slice(0, dot);
}

/** Of lines with names of the query in them: a definition stays on its line. */
function findDefined(query: ParsedQuery, lines: readonly string[]): Map<string, number> {
  const defined = new Map<string, number>();
  for (const name of lines.flatMap((line) => [...definedNames(line)])) {
    const term = wholeTerm(name);
    if (!query.names.has(term)) continue;
    const strength = query.spellings.has(name) ? 1 : OTHER_SPELLING;
    defined.set(term, Math.max(strength, defined.get(term) ?? 0));
  }
  return defined;
}

/** For each word of the query, which words follow it and at which indices. */
function followers(words: readonly string[]): Map<string, Map<string, number[]>> {
  const following = new Map<string, Map<string, number[]>>();
  for (let index = 0; index + 1 < words.length; index++) {
    const [first = "", second = ""] = words.slice(index, index + 2);
    const seconds = following.get(first) ?? new Map<string, number[]>();
    following.set(first, seconds);
    seconds.set(second, [...(seconds.get(second) ?? []), index]);
  }
  return following;
}

/** How much each term of the query says: the rarer among the candidates the more, stop words little. */
export function weighTerms(query: ParsedQuery, candidates: readonly Evidence[]): Map<string, number> {
  return new Map(
    query.terms.map((term) => {
      const having = candidates.filter(({ present }) => present.has(term)).length;
      return [term, (stopWords.has(term) ? 0.1 : 1) * Math.log(1 + candidates.length / (having + 1))];
    }),
  );
}
