import { analyze, wholeTerm } from "./analyze.ts";
import { DEFINITION_MARK, definedNames } from "./definitions.ts";

/**
 * A weighted field in a store that has one field: in BM25 each further occurrence of a term adds less. Four put more of
 * the files that commits changed into the first ten than two did, on each of five repositories; seven, hardly more.
 */
const CONTEXT_TIMES = 4;

/** What a chunk is found by on the lexical side. */
export interface LexicalParts {
  /** Title of the document. */
  readonly title: string;
  readonly path: string | null;
  /** Headings or symbols the chunk stands under. */
  readonly heading: string;
  /** The chunk's text. */
  readonly text: string;
}

/**
 * The `lexical` field of a vector record: the terms of the chunk's text, those of its path, title and heading four times,
 * and the names it defines as terms of their own.
 */
export function lexicalText(parts: LexicalParts): string {
  const { path, title, heading, text } = parts;
  const terms = analyze(text);
  const named = path === null ? title : path.endsWith(title) ? path : `${path}\n${title}`;
  const context = analyze(`${named}\n${heading}`);
  for (let time = 0; time < CONTEXT_TIMES; time++) terms.push(...context);
  for (const name of definedNames(text)) terms.push(DEFINITION_MARK + wholeTerm(name));
  return terms.join(" ");
}
