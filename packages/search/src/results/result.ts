import type { SearchResult } from "@tributary/validation";
import type { ParsedQuery } from "../query/parse-query.ts";
import type { DistinctDocument } from "../ranking/diversify.ts";
import { stopWords } from "../terms/stop-words.ts";
import { makeSnippet, type SnippetQuery } from "./snippet.ts";

/** A ranked document as the API returns it. */
export function toResult(
  document: DistinctDocument,
  query: ParsedQuery,
  weights: ReadonlyMap<string, number>,
  explain: boolean,
): SearchResult {
  const { best, score, duplicates, explanation, novelty } = document;
  const { documentId, fields, text } = best.hit;
  const snippet = makeSnippet(text, fields.startLine, snippetQuery(query, weights));
  return {
    documentId,
    title: fields.title,
    path: fields.path,
    url: fields.url,
    source: fields.source,
    type: fields.type,
    repository: fields.repository,
    author: fields.author,
    state: fields.state,
    updatedAt: toIsoString(fields.updatedAt),
    score,
    snippet: snippet.text,
    lines: snippet.lines,
    matchedLines: snippet.matchedLines,
    parts: { dense: best.dense, lexical: best.lexical },
    duplicates: duplicates.map(({ best: { hit } }) => ({
      documentId: hit.documentId,
      title: hit.fields.title,
      path: hit.fields.path,
      url: hit.fields.url,
      source: hit.fields.source,
    })),
    ...(explain && { explanation: { ...explanation, novelty } }),
  };
}

/** Stop words mark no line, unless the query has nothing else. */
function snippetQuery(query: ParsedQuery, weights: ReadonlyMap<string, number>): SnippetQuery {
  const telling = query.terms.filter((term) => !stopWords.has(term));
  const terms = telling.length > 0 ? telling : query.terms;
  return { weights: new Map(terms.map((term) => [term, weights.get(term) ?? 0])), words: query.names };
}

/** Null as well for a time beyond what a Date can hold. */
function toIsoString(milliseconds: number | null): string | null {
  if (milliseconds === null) return null;
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
