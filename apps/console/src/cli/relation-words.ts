import type { Neighbour, RelationshipDirection, RelationshipKind } from "@tributary/validation";

const words: Readonly<Record<RelationshipKind, readonly [out: string, back: string]>> = {
  closes: ["closes", "closed by"],
  "pull-request": ["of pull request", "pull request of"],
  commit: ["of commit in", "commit of"],
  branch: ["on the branch of", "branch of"],
  parent: ["part of", "has part"],
  blocks: ["blocks", "blocked by"],
  duplicates: ["duplicates", "duplicated by"],
  relates: ["relates to", "relates to"],
  "issue-key": ["names", "named in"],
  references: ["refers to", "referred to by"],
  links: ["links to", "linked from"],
  imports: ["imports", "imported by"],
  exports: ["hands on", "handed on by"],
  mentions: ["mentions", "mentioned by"],
};

/** A relation in words, read from the document it is shown at. */
export function relationWords(kind: RelationshipKind, direction: RelationshipDirection): string {
  return words[kind][direction === "out" ? 0 : 1];
}

/** What a related document is called: a file by its path, as many have the same name. */
export function neighbourName({ path, title, source, type }: Neighbour): string {
  return `${path ?? title} (${source} ${type})`;
}
