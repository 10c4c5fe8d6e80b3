/**
 * Makes text safe for every layer that stores or hashes it: U+0000, which PostgreSQL rejects, and lone surrogates, which
 * change on their way through UTF-8, become U+FFFD.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}
