import { SearchError } from "../error.ts";
import { DEFINITION_MARK } from "../terms/definitions.ts";
import { scanWords } from "../terms/scan-words.ts";

/** Most terms the store is asked for, definitions apart. */
const TERMS_MAX = 200;

const hasWord = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** A query of so few words may be the name of something: its definition is looked for. */
const NAME_WORDS_MAX = 2;

/** A query taken apart. */
export interface ParsedQuery {
  /** Every distinct term, whole words and parts. */
  readonly terms: readonly string[];
  /** The whole term of each word, in order, repetitions kept. */
  readonly words: readonly string[];
  /** The words, and names joined by hyphens: what a text may define. */
  readonly names: ReadonlySet<string>;
  /** The words as they are spelled in the query. */
  readonly spellings: ReadonlySet<string>;
  /** What the store is asked for: the terms, and the definitions of words that may be names. */
  readonly lexical: string;
}

/**
 * Takes the words of a query apart, or where there are none those of the names it demands. Throws `SearchError`
 * `invalid-query` when there is nothing to search for.
 */
export function parseQuery(given: string, demanded: readonly string[] = []): ParsedQuery {
  const query = hasWord.test(given) ? given : demanded.join(" ");
  const terms = new Set<string>();
  const words: string[] = [];
  const names = new Set<string>();
  const spellings = new Set(query.split(/\s+/));
  const likelyNames = new Set<string>();
  scanWords(
    query,
    (found, start, end) => {
      const [whole = ""] = found;
      spellings.add(query.slice(start, end));
      words.push(whole);
      names.add(whole);
      if (found.length > 1) likelyNames.add(whole);
      for (const term of found) terms.add(term);
    },
    ([joined = ""]) => {
      terms.add(joined);
      names.add(joined);
      likelyNames.add(joined);
    },
  );
  if (terms.size === 0) {
    const message = "The query has no letters or digits beside its filters: give at least one word to search for.";
    throw new SearchError("invalid-query", message);
  }
  const kept = [...terms].slice(0, TERMS_MAX);
  const sought = words.length <= NAME_WORDS_MAX ? names : likelyNames;
  const definitions = [...sought].slice(0, TERMS_MAX).map((name) => DEFINITION_MARK + name);
  return { terms: kept, words, names, spellings, lexical: [...kept, ...definitions].join(" ") };
}
