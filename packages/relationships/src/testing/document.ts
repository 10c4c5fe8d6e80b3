import type { Edge, RelatableDocument } from "../types.ts";

/** A document of a conversation, unless told otherwise. */
export function documentOf(fields: Partial<RelatableDocument> & { readonly content: string }): RelatableDocument {
  return { id: "github:1:issue:900", type: "issue", format: "markdown", repository: "acme/birds", ...fields };
}

/** A file of code. */
export function fileOf(path: string, content: string): RelatableDocument {
  return { id: `git:abc:file:${path}`, type: "file", format: "code", path, content, repository: "acme/birds" };
}

/** An edge in short: its kind and its targets. */
export function shortOf({ kind, targets, reverse }: Edge): string {
  return `${kind}${reverse ? " of" : ""} ${targets.join(" | ")}`;
}
