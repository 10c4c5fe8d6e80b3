import type { SampledDocument } from "@tributary/database";

/** A query whose answer is known: the document it was taken from. */
export interface KnownItem {
  readonly query: string;
  readonly documentId: string;
}

/** Longest query, in characters; people's are shorter. */
const QUERY_CHARACTERS = 120;

/** Fewest words that can tell one document from another. */
const WORDS_MIN = 2;

const heading = /^#{1,6}\s+(.+?)\s*#*$/m;
const comment = /^\s*(?:\/\*\*?|\/\/[/!]?|\*(?!\/)|#(?!!)|--|"""|''')\s*(.*?)\s*(?:\*\/|"""|''')?\s*$/;
const boilerplate = /copyright|licen[cs]e|eslint|biome|pragma|generated|shellcheck|-\*-/i;

/**
 * Queries a person might type who looks for one of these documents: its heading, the first words of its comments, or
 * its title where that is no path. Documents that offer none are left out, and so is a query that several offer.
 */
export function knownItems(documents: readonly SampledDocument[]): KnownItem[] {
  const byQuery = new Map<string, string[]>();
  for (const document of documents) {
    const query = queryOf(document);
    if (query === undefined) continue;
    byQuery.set(query, [...(byQuery.get(query) ?? []), document.id]);
  }
  return [...byQuery].flatMap(([query, [documentId, ...others]]) =>
    documentId === undefined || others.length > 0 ? [] : [{ query, documentId }],
  );
}

function queryOf({ title, path, format, start }: SampledDocument): string | undefined {
  const named = title !== path && !path?.endsWith(title) ? [title] : [];
  const lines =
    format === "code"
      ? start.split("\n").flatMap((line) => comment.exec(line)?.[1] ?? [])
      : [heading.exec(start)?.[1] ?? start.split("\n").find((line) => line.trim() !== "") ?? ""];
  return [...named, ...lines].map(asQuery).find((text) => text !== undefined);
}

function asQuery(text: string): string | undefined {
  // What search reads as an operator is no word of the document.
  const plain = text
    .replaceAll(/[^\p{L}\p{N}\s'_.]+/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (plain.split(" ").length < WORDS_MIN || !/\p{L}{2}/u.test(plain) || boilerplate.test(plain)) return undefined;
  return plain.length <= QUERY_CHARACTERS ? plain : plain.slice(0, plain.lastIndexOf(" ", QUERY_CHARACTERS) + 1).trim();
}
