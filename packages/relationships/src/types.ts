import type { Document, RelationshipKind } from "@tributary/validation";

/** What extraction reads of a document. */
export type RelatableDocument = Pick<
  Document,
  "id" | "type" | "content" | "format" | "path" | "url" | "repository" | "metadata"
>;

/** Where an edge was read: a range of the content in UTF-16 code units with its text, or a field of the metadata. */
export type Evidence =
  | { readonly text: string; readonly start: number; readonly end: number }
  | { readonly text: string; readonly field: string };

/**
 * How an edge shows while no document answers to its keys: as a link to come (`pending`), not at all (`hidden`: it may well
 * mean something else), as a link to come where the workspace knows the team of its key (`team`), or as the name it is
 * (`name`: a person).
 */
export type Unresolved = "pending" | "hidden" | "team" | "name";

/** One thing a document says about another. */
export interface Edge {
  readonly kind: RelationshipKind;
  /** What it leads to, as keys that documents answer to: the first one that some document has counts. */
  readonly targets: readonly string[];
  /** What tells apart documents that answer to the same key: a whole commit name, a branch's repository. */
  readonly detail?: string;
  /** Set when it reads from the other document to this one: "closed by" instead of "closes". */
  readonly reverse?: true;
  readonly unresolved: Unresolved;
  readonly evidence: Evidence;
}

/** A key a document answers to. */
export interface OwnKey {
  readonly key: string;
  /** As in `Edge`: both have to agree where both have one. */
  readonly detail?: string;
}

/** What a document says about others, and how others name it. */
export interface Relationships {
  /** In the order they were found, each once. */
  readonly edges: readonly Edge[];
  readonly keys: readonly OwnKey[];
}
