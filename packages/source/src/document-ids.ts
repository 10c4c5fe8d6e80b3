/** How a source names its documents: `<prefix><kind>:<the provider's own id>`. */
export interface DocumentIds<Kind extends string> {
  /** The id of a document. */
  idOf(kind: Kind, id: string): string;
  /** The reverse; undefined for an id that is none of this source. */
  parseId(id: string): { readonly kind: Kind; readonly id: string } | undefined;
}

/**
 * Makes the names of a source's documents. The prefix, such as `linear:acme:`, tells sources apart; `own` is the form of the
 * provider's ids, from beginning to end, such as `/^\w{1,80}$/`. Kinds have no colon in them.
 */
export function createDocumentIds<Kind extends string>(
  prefix: string,
  kinds: readonly Kind[],
  own: RegExp,
): DocumentIds<Kind> {
  return {
    idOf: (kind, id) => `${prefix}${kind}:${id}`,
    parseId(id) {
      if (!id.startsWith(prefix)) return undefined;
      const rest = id.slice(prefix.length);
      const end = rest.indexOf(":");
      const kind = end < 0 ? undefined : kinds.find((known) => known === rest.slice(0, end));
      const name = rest.slice(end + 1);
      return kind !== undefined && own.test(name) ? { kind, id: name } : undefined;
    },
  };
}
