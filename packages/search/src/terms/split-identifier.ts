const PART = /\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}[\p{Ll}\p{M}]*|\p{N}+|[\p{L}\p{M}]+/gu;

/**
 * The parts of an identifier in order, in their case: `getHTTPResponse_v2` gives get, HTTP, Response, v and 2. The plural
 * of an acronym stays whole: `parseURLs` gives parse and URLs.
 */
export function splitIdentifier(identifier: string): string[] {
  return identifier.match(PART) ?? [];
}
