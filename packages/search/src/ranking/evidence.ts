import type { VectorHit } from "@tributary/vector-store";
import type { ParsedQuery } from "../query/parse-query.ts";
import { analyze, wholeTerm } from "../terms/analyze.ts";
import { definedNames } from "../terms/definitions.ts";
import { scanWords, type WordVisitor } from "../terms/scan-words.ts";
import { stopWords } from "../terms/stop-words.ts";

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

/** Prepares to read chunks for what they have of a query. */
export function createEvidenceReader(query: ParsedQuery): (hit: VectorHit) => Evidence {
  const wanted = new Set(query.terms);
  const following = followers(query.words);
  const read = (content: string, adjacent: Set<number>): Set<string> => {
    const present = new Set<string>();
    let expected: ReadonlyMap<string, readonly number[]> | undefined;
    const visit: WordVisitor = (terms) => {
      for (const term of terms) if (wanted.has(term)) present.add(term);
      const [whole = ""] = terms;
      for (const pair of expected?.get(whole) ?? []) adjacent.add(pair);
      expected = following.get(whole);
    };
    scanWords(content, visit, ([joined = ""]) => {
      if (wanted.has(joined)) present.add(joined);
    });
    return present;
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
    const named = read(`${path ?? ""}\n${title}`, adjacent);
    const shares = { pathShare: shareOf(path ?? title), nameShare: shareOf(path === null ? title : fileStem(path)) };
    const found = { adjacent, named, ...shares };
    documents.set(documentId, found);
    return found;
  };
  return (hit) => {
    const document = readDocument(hit);
    const adjacent = new Set(document.adjacent);
    const present = read(hit.text, adjacent);
    return { ...document, adjacent, present, defined: findDefined(query, hit.text) };
  };
}

function fileStem(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.indexOf(".", 1);
  return dot < 0 ? name : name.slice(0, dot);
}

function findDefined(query: ParsedQuery, text: string): Map<string, number> {
  const defined = new Map<string, number>();
  for (const name of definedNames(text)) {
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
