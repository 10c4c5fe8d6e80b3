import type { Relation } from "../../api/documents.ts";

/** Relations that are drawn alike. */
export interface RelationFamily {
  readonly name: string;
  /** Of lines, which take the colour of their text. */
  readonly colour: string;
  readonly kinds: readonly Relation["kind"][];
}

/** The families, in the order the legend shows them. */
export const relationFamilies: readonly RelationFamily[] = [
  {
    name: "Pull requests, commits, branches",
    colour: "text-series-1",
    kinds: ["closes", "pull-request", "commit", "branch"],
  },
  {
    name: "Parts, blockers, duplicates",
    colour: "text-series-4",
    kinds: ["parent", "blocks", "duplicates", "relates"],
  },
  {
    name: "Named or linked in a text",
    colour: "text-series-2",
    kinds: ["issue-key", "references", "links", "mentions"],
  },
  { name: "Imports in code", colour: "text-series-3", kinds: ["imports", "exports"] },
];

/** How a relation is drawn. */
export function familyOf(kind: Relation["kind"]): RelationFamily {
  const found = relationFamilies.find(({ kinds }) => kinds.includes(kind));
  return found ?? { name: kind, colour: "text-ink-3", kinds: [kind] };
}

/** What kinds are called where they are chosen from, the strongest first. */
export const kindNames: Readonly<Record<Relation["kind"], string>> = {
  closes: "Closes",
  "pull-request": "Pull request",
  commit: "Commit",
  branch: "Branch",
  parent: "Part of",
  blocks: "Blocks",
  duplicates: "Duplicates",
  relates: "Relates to",
  "issue-key": "Names an issue",
  references: "Refers to",
  links: "Links to",
  imports: "Imports",
  exports: "Hands on",
  mentions: "Mentions",
};

/** The kinds among texts, as an address has them. */
export function kindsIn(texts: readonly string[] = []): Relation["kind"][] {
  return (Object.keys(kindNames) as Relation["kind"][]).filter((kind) => texts.includes(kind));
}
