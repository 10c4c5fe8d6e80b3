import type { Relation } from "../api/documents.ts";

const words: Readonly<Record<Relation["kind"], readonly [out: string, back: string]>> = {
  closes: ["Closes", "Closed by"],
  "pull-request": ["Of pull request", "Pull request of"],
  commit: ["Of commit in", "Commit of"],
  branch: ["On the branch of", "Branch of"],
  parent: ["Part of", "Has part"],
  blocks: ["Blocks", "Blocked by"],
  duplicates: ["Duplicates", "Duplicated by"],
  relates: ["Relates to", "Relates to"],
  "issue-key": ["Names", "Named in"],
  references: ["Refers to", "Referred to by"],
  links: ["Links to", "Linked from"],
  imports: ["Imports", "Imported by"],
  exports: ["Re-exports", "Re-exported by"],
  mentions: ["Mentions", "Mentioned by"],
};

/** A relation in words, read from the document it is shown at: `Imported by`. */
export function relationWords({ kind, direction }: Pick<Relation, "kind" | "direction">): string {
  return words[kind][direction === "out" ? 0 : 1];
}
